package htg.fsimage.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class VmdkDescriptorTest {
    private static VmdkDescriptor parse(String text) throws IOException {
        return VmdkDescriptor.parse((text + "\nRW 20480 SPARSE \"disk-s001.vmdk\"\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsSettingsAndExtents() throws IOException {
        VmdkDescriptor descriptor = parse("CID=fffffffe\ncreateType = \"monolithicSparse\" # note");
        assertThat(descriptor.setting("cid")).isEqualTo("fffffffe");
        assertThat(descriptor.setting("createType")).isEqualTo("monolithicSparse");
        assertThat(descriptor.extents())
                .containsExactly(new VmdkDescriptor.Extent("RW", 20480, "SPARSE", "disk-s001.vmdk", 0));
    }

    /** A line that could be divided in many ways, none of which fits because of the separator in it. */
    @Test
    @Timeout(5)
    void aLineThatIsMadeToTakeLongTakesNoTime() throws IOException {
        int half = VmdkDescriptor.LARGEST / 2 - 100;
        VmdkDescriptor descriptor = parse("a=" + "x".repeat(half) + "\"" + "y".repeat(half) + "\u2028.");
        assertThat(descriptor.setting("a")).hasSize(half);
    }
}
