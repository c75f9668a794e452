package htg.fsimage.xfs;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.testkit.Mutants;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damage to file systems with structures of all kinds. */
class XfsMutantsIT {
    private static final String TARGET = "x/".repeat(400) + "x";

    @TempDir
    private Path folder;

    /** Files between the names of which others are stored, so that the folders are in pieces, and links of all lengths. */
    private Path sample() throws IOException {
        Path sample = folder.resolve("sample");
        Path crowd = Files.createDirectories(sample.resolve("crowd"));
        for (int i = 0; i < 500; i++) {
            Files.writeString(crowd.resolve("a-name-that-takes-some-room-" + i), i % 2 == 0 ? "content " + i : "");
        }
        Path few = Files.createDirectories(sample.resolve("few"));
        for (int i = 0; i < 12; i++) {
            Files.writeString(few.resolve("x".repeat(60) + i), "few");
        }
        Files.createSymbolicLink(sample.resolve("short"), Path.of("few"));
        Files.createSymbolicLink(sample.resolve("long"), Path.of(TARGET));
        Files.writeString(sample.resolve("remote"), "r");
        Files.writeString(sample.resolve("many"), "m");
        return sample;
    }

    private void setAttributes(Path image) throws IOException {
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = XfsImage.open(volume);
            List<Object> commands = new ArrayList<>(List.of("-x"));
            commands.addAll(List.of("-c", "inode " + number(fileSystem, "remote")));
            commands.addAll(List.of("-c", "attr_set -r -v 1 small", "-c", "attr_set -v 3500 remote"));
            commands.addAll(List.of("-c", "inode " + number(fileSystem, "many")));
            for (int i = 0; i < 60; i++) {
                commands.addAll(List.of("-c", "attr_set -s -v " + (i % 50 + 1) + " attribute-with-a-number-" + i));
            }
            commands.add(image);
            Tools.run("xfs_db", commands.toArray());
        }
    }

    private static long number(FileSystem fileSystem, String path) throws IOException {
        return FilePath.require(fileSystem.root(), path, Limits.STANDARD)
                .attributes()
                .id();
    }

    @ParameterizedTest
    @CsvSource({"-m crc=1 -b size=1024,512,1024,1", "-m crc=0 -b size=512,256,512,2"})
    void damageIsToldOrHarmless(String options, int inode, int block, long seed) throws IOException {
        Tools.require("mkfs.xfs", "xfs_db", "env");
        Path image = XfsImage.make(folder.resolve("xfs.img"), "16m", options, sample());
        if (options.contains("crc=1")) {
            XfsImage.repairLink(image, "long", TARGET);
        }
        setAttributes(image);
        try (Volume volume = Volume.open(image)) {
            Node root = XfsImage.open(volume).root();
            assertThat(root.child("long").orElseThrow().target()).isEqualTo(TARGET);
            assertThat(root.child("many").orElseThrow().extendedAttributes()).hasSize(60);
        }
        byte[] bytes = Files.readAllBytes(image);
        XfsSeal seal = new XfsSeal(bytes, inode, block);
        assertThat(seal.fields()).hasSizeGreaterThan(10_000);
        new Mutants(new XfsProvider(), bytes, seal.fields(), seal, seed)
                .survive(Integer.getInteger("htg.test.mutants", 300) / 2);
    }
}
