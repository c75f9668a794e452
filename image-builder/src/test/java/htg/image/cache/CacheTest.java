package htg.image.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import htg.common.io.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    private static final CacheKey KEY = CacheKey.of("base", List.of("a", "b"));

    @TempDir
    Path folder = Path.of("");

    @Test
    void differentInputsHaveDifferentKeys() {
        assertThat(CacheKey.of("base", List.of("ab", ""))).isNotEqualTo(CacheKey.of("base", List.of("a", "b")));
        assertThat(CacheKey.of("base", List.of("a", "b"))).isEqualTo(KEY);
    }

    @Test
    void makesAnEntryOnce() {
        Cache cache = Cache.open(folder);
        AtomicInteger made = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            Path entry = cache.get(KEY, part -> {
                made.incrementAndGet();
                write(part.resolve("file"), "content");
            });
            assertThat(entry.resolve("file")).hasContent("content");
        }
        assertThat(made).hasValue(1);
        assertThat(cache.find(KEY)).isNotNull();
    }

    @Test
    void aFailedFillLeavesNothing() {
        Cache cache = Cache.open(folder);
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.get(KEY, part -> {
                    write(part.resolve("half"), "");
                    throw new IllegalStateException("no");
                }));
        assertThat(cache.find(KEY)).isNull();
        assertThat(folder.resolve("base")).isEmptyDirectory();
    }

    @Test
    void whatAKilledBuildLeftIsNotTakenForAnEntry() throws Exception {
        Cache cache = Cache.open(folder);
        Path part = Files.createDirectories(folder.resolve("base/.part-" + KEY.digest()));
        Files.writeString(part.resolve("half"), "");
        assertThat(cache.find(KEY)).isNull();
        Path entry = cache.get(KEY, fresh -> assertThat(fresh).isEmptyDirectory());
        assertThat(entry).isEmptyDirectory();
    }

    @Test
    void secondOfTwoAtOnceWaitsAndTakesTheFirstOnesWork() throws Exception {
        Cache cache = Cache.open(folder);
        CountDownLatch filling = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        CompletableFuture<Path> first = CompletableFuture.supplyAsync(() -> cache.get(KEY, part -> {
            made.incrementAndGet();
            filling.countDown();
            await(go);
        }));
        await(filling);
        CompletableFuture<Path> second =
                CompletableFuture.supplyAsync(() -> cache.get(KEY, part -> made.incrementAndGet()));
        go.countDown();
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(first.get(10, TimeUnit.SECONDS));
        assertThat(made).hasValue(1);
    }

    @Test
    void pruningKeepsTheNewestEntries() {
        Cache cache = Cache.open(folder);
        List<CacheKey> keys = IntStream.range(0, 5)
                .mapToObj(i -> CacheKey.of("tool", List.of("" + i)))
                .toList();
        keys.forEach(key -> age(cache.get(key, part -> {}), keys.indexOf(key)));
        cache.prune(TemporaryFolder::deleteTree);
        assertThat(keys.stream().map(cache::find).toList().subList(0, 3)).containsOnlyNulls();
        assertThat(keys.stream().map(cache::find).toList().subList(3, 5)).doesNotContainNull();
    }

    @Test
    void pruningSweepsTheWorkOfDeadBuildsOnly() throws Exception {
        Cache cache = Cache.open(folder);
        Path dead = Files.createDirectory(folder.resolve("work/dead"));
        Files.writeString(folder.resolve("work/dead.lock"), "");
        try (WorkFolder living = cache.workFolder(TemporaryFolder::deleteTree)) {
            cache.prune(TemporaryFolder::deleteTree);
            assertThat(dead).doesNotExist();
            assertThat(living.path()).isDirectory();
        }
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    private static void age(Path entry, int seconds) {
        try {
            Files.setLastModifiedTime(entry, java.nio.file.attribute.FileTime.fromMillis(1_000_000L * (seconds + 1)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
