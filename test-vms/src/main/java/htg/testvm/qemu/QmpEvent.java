package htg.testvm.qemu;

import htg.testvm.machine.OtherDisk;
import tools.jackson.databind.JsonNode;

/**
 * Something QEMU reported by itself.
 *
 * @param name for example {@code SHUTDOWN}
 * @param reason why, where QEMU says: {@code guest-shutdown}, {@code guest-reset}, {@code host-qmp-quit}; else empty
 * @param node name of the block node it is about; empty for other events
 */
public record QmpEvent(String name, String reason, String node) {
    /**
     * QEMU could not read or write the medium; when the host's disk is full, it has stopped the guest. Other disks may have
     * to fail.
     */
    boolean isMediumError() {
        return name.equals("BLOCK_IO_ERROR") && !OtherDisk.isOne(node);
    }

    static QmpEvent of(JsonNode message) {
        return new QmpEvent(
                message.path("event").asString(""),
                message.path("data").path("reason").asString(""),
                message.path("data").path("node-name").asString(""));
    }
}
