package htg.testvm.qemu;

import tools.jackson.databind.JsonNode;

/**
 * Something QEMU reported by itself.
 *
 * @param name for example {@code SHUTDOWN}
 * @param reason why, where QEMU says: {@code guest-shutdown}, {@code guest-reset}, {@code host-qmp-quit}; else empty
 */
public record QmpEvent(String name, String reason) {
    static QmpEvent of(JsonNode message) {
        return new QmpEvent(
                message.path("event").asString(""),
                message.path("data").path("reason").asString(""));
    }
}
