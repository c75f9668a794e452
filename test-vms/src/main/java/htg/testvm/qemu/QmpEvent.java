package htg.testvm.qemu;

import tools.jackson.databind.JsonNode;

/**
 * Something QEMU reported by itself.
 *
 * @param name for example {@code SHUTDOWN}
 * @param reason why, where QEMU says: {@code guest-shutdown}, {@code guest-reset}, {@code host-qmp-quit}; else empty
 */
public record QmpEvent(String name, String reason) {
    /** QEMU could not read or write the medium; when the host's disk is full, it has stopped the guest. */
    boolean isMediumError() {
        return name.equals("BLOCK_IO_ERROR");
    }

    static QmpEvent of(JsonNode message) {
        return new QmpEvent(
                message.path("event").asString(""),
                message.path("data").path("reason").asString(""));
    }
}
