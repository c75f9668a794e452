package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.block.NbdClient.OptionReply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class NbdHandshakeTest {
    private static final int ACK = 1;
    private static final int SERVER = 2;
    private static final int INFO = 3;
    private static final int UNSUPPORTED = 0x8000_0001;
    private static final int INVALID = 0x8000_0003;
    private static final int UNKNOWN = 0x8000_0006;
    private static final int FLAGS = 1 | 1 << 2 | 1 << 3 | 1 << 5 | 1 << 6;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @TempDir
    Path folder = Path.of("");

    private final MemorySource medium = MemorySource.patterned(10_000);
    private Path socket = Path.of("");
    private @Nullable NbdServer server;

    @BeforeEach
    void serve() {
        socket = folder.resolve("nbd");
        server = NbdServer.serve(socket, medium);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void greetsInFixedNewstyle() throws IOException {
        try (NbdClient client = NbdClient.connect(socket)) {
            ByteBuffer greeting = client.greet(3);
            assertThat(greeting.getLong()).isEqualTo(0x4e42444d41474943L);
            assertThat(greeting.getLong()).isEqualTo(NbdClient.OPTION_MAGIC);
            assertThat(greeting.getShort()).isEqualTo((short) 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void clientsThatDoNotRefuseZeroesGetThem(int flags) throws IOException {
        try (NbdClient client = NbdClient.connect(socket)) {
            client.greet(flags);
            client.option(NbdClient.EXPORT_NAME, NOTHING);
            ByteBuffer export = client.receive(134);
            assertThat(export.getLong()).isEqualTo(10_000);
            assertThat(export.getShort()).isEqualTo((short) FLAGS);
            assertThat(client.read(0, 1)).isEqualTo(MemorySource.pattern(1));
        }
    }

    @Test
    void infoTellsAndGoStarts() throws IOException {
        try (NbdClient client = NbdClient.connect(socket)) {
            client.greet(3);
            client.option(NbdClient.INFO, NbdClient.info("", 3));
            assertInfo(client, NbdClient.INFO);
            client.option(NbdClient.GO, NbdClient.info(""));
            assertInfo(client, NbdClient.GO);
            assertThat(client.read(9999, 1)).containsExactly(MemorySource.pattern(10_000)[9999]);
        }
    }

    @Test
    void listsTheOneExport() throws IOException {
        try (NbdClient client = NbdClient.connect(socket)) {
            client.greet(3);
            client.option(NbdClient.LIST, NOTHING);
            OptionReply export = client.optionReply();
            assertThat(export.type()).isEqualTo(SERVER);
            assertThat(export.data()).isEqualTo(ByteBuffer.allocate(4));
            assertThat(client.optionReply().type()).isEqualTo(ACK);
            client.option(NbdClient.LIST, ByteBuffer.allocate(1));
            assertThat(client.optionReply().type()).isEqualTo(INVALID);
        }
    }

    @Test
    void letsAClientGo() throws IOException {
        try (NbdClient client = NbdClient.connect(socket)) {
            client.greet(3);
            client.option(NbdClient.ABORT, NOTHING);
            assertThat(client.optionReply()).isEqualTo(new OptionReply(NbdClient.ABORT, ACK, NOTHING));
            assertThat(client.isDisconnected()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 9, 10, 0, -1})
    void saysWhichOptionsItDoesNotSupport(int option) throws IOException {
        try (NbdClient client = NbdClient.connect(socket)) {
            client.greet(3);
            client.option(option, ByteBuffer.allocate(100));
            assertThat(client.optionReply()).isEqualTo(new OptionReply(option, UNSUPPORTED, NOTHING));
            client.option(NbdClient.GO, NbdClient.info(""));
            assertInfo(client, NbdClient.GO);
        }
    }

    @Test
    void knowsNoOtherExport() throws IOException {
        try (NbdClient client = NbdClient.connect(socket)) {
            client.greet(3);
            client.option(NbdClient.GO, NbdClient.info("other"));
            assertThat(client.optionReply().type()).isEqualTo(UNKNOWN);
            client.option(NbdClient.EXPORT_NAME, ByteBuffer.wrap(new byte[] {'x'}));
            assertThat(client.isDisconnected()).isTrue();
        }
    }

    @Test
    void refusesInfoRequestsThatDoNotAddUp() throws IOException {
        try (NbdClient client = NbdClient.connect(socket)) {
            client.greet(3);
            for (ByteBuffer wrong : new ByteBuffer[] {
                NOTHING,
                ByteBuffer.allocate(5),
                ByteBuffer.allocate(7),
                ByteBuffer.allocate(6).putInt(0, -1),
                ByteBuffer.allocate(6).putInt(0, 1),
                ByteBuffer.allocate(6).putInt(0, Integer.MAX_VALUE),
                ByteBuffer.allocate(6).putShort(4, (short) 1)
            }) {
                client.option(NbdClient.GO, wrong);
                assertThat(client.optionReply().type()).isEqualTo(INVALID);
            }
        }
    }

    @Test
    void disconnectsWhoBreaksTheRulesAndNobodyElse() throws IOException {
        try (NbdClient polite = NbdClient.ready(socket)) {
            assertDisconnected(client -> client.greet(4));
            assertDisconnected(client -> {
                client.greet(3);
                client.send(ByteBuffer.allocate(16));
            });
            assertDisconnected(client -> {
                client.greet(3);
                client.send(ByteBuffer.allocate(16)
                        .putLong(NbdClient.OPTION_MAGIC)
                        .putInt(NbdClient.LIST)
                        .putInt(-1)
                        .flip());
            });
            NbdClient.connect(socket).close();
            assertThat(polite.read(5, 10)).isEqualTo(Sources.read(medium, 5, 10));
        }
    }

    private interface Rudeness {
        void of(NbdClient client) throws IOException;
    }

    private void assertDisconnected(Rudeness rudeness) throws IOException {
        try (NbdClient client = NbdClient.connect(socket)) {
            rudeness.of(client);
            assertThat(client.isDisconnected()).isTrue();
        }
    }

    private static void assertInfo(NbdClient client, int option) throws IOException {
        OptionReply export = client.optionReply();
        assertThat(export.option()).isEqualTo(option);
        assertThat(export.type()).isEqualTo(INFO);
        assertThat(export.data().getShort()).isZero();
        assertThat(export.data().getLong()).isEqualTo(10_000);
        assertThat(export.data().getShort()).isEqualTo((short) FLAGS);
        OptionReply sizes = client.optionReply();
        assertThat(sizes.data().getShort()).isEqualTo((short) 3);
        assertThat(sizes.data().getInt()).isEqualTo(1);
        assertThat(sizes.data().getInt()).isEqualTo(4096);
        assertThat(sizes.data().getInt()).isEqualTo(32 << 20);
        assertThat(client.optionReply().type()).isEqualTo(ACK);
    }
}
