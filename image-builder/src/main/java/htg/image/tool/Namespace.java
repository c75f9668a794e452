package htg.image.tool;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command as the root of a namespace of its own, so that files can have any owner, mounts are seen by nobody else
 * and vanish with the command, and no process outlives it. An ordinary user's own id becomes root there, and the ids that
 * {@code subuid(5)} lends to the user become everybody else.
 */
public final class Namespace {
    private static final List<String> PRIVATE = List.of("unshare", "--mount", "--pid", "--fork", "--kill-child");
    private static final List<String> AS_ROOT = List.of("--user", "--map-root-user", "--map-auto");

    private final List<String> prefix;

    private Namespace(List<String> prefix) {
        this.prefix = prefix;
    }

    /**
     * Finds out what is possible here by trying it.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} where neither root nor a user namespace is to be had
     */
    public static Namespace open(CommandRunner runner) {
        boolean root = "0".equals(runner.check(Command.of("id", "-u")).output().strip());
        Namespace namespace = root ? new Namespace(PRIVATE) : unprivileged();
        CommandResult entered = runner.run(namespace.command(Command.of("true")));
        if (!entered.succeeded()) {
            throw root ? rootWithoutRights(entered) : forbidden(entered);
        }
        return namespace;
    }

    /** The command, to be run inside. */
    public Command command(Command inner) {
        return inner.under(prefix);
    }

    private static Namespace unprivileged() {
        List<String> all = new ArrayList<>(PRIVATE);
        all.addAll(AS_ROOT);
        return new Namespace(List.copyOf(all));
    }

    private static HtgException rootWithoutRights(CommandResult result) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "This root may not make a mount namespace: " + result.errorTail(),
                "In a container, start it with the capability SYS_ADMIN (docker run --cap-add SYS_ADMIN"
                        + " --security-opt seccomp=unconfined --security-opt apparmor=unconfined).");
    }

    private static HtgException forbidden(CommandResult result) {
        String said = result.errorTail();
        if (said.contains("newuidmap") || said.contains("subuid") || said.contains("map-auto")) {
            return new HtgException(
                    ExitCode.ENVIRONMENT,
                    "You have no subordinate user ids, so files of other owners cannot be made: " + said,
                    "Once, as root: apt-get install uidmap && usermod --add-subuids 100000-165535 --add-subgids"
                            + " 100000-165535 $USER");
        }
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "User namespaces are forbidden here, and you are not root: " + said,
                "Run htg as root, or allow them, as root: sysctl -w kernel.unprivileged_userns_clone=1"
                        + " user.max_user_namespaces=15000 (on Ubuntu also"
                        + " kernel.apparmor_restrict_unprivileged_userns=0).");
    }
}
