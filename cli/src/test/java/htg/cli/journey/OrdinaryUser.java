package htg.cli.journey;

import htg.common.io.TemporaryFolder;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.nio.file.Path;
import java.util.List;

/** A user without privileges, made for a test and removed after it; whoever runs the tests, where that is not root. */
final class OrdinaryUser implements AutoCloseable {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private final String name;
    private final Path home;
    private final boolean made;

    private OrdinaryUser(String name, Path home, boolean made) {
        this.name = name;
        this.home = home;
        this.made = made;
    }

    /** Makes one with subordinate ids, as Debian gives them to every user. */
    static OrdinaryUser create(Path ownFolder) {
        boolean root = "0".equals(output("id", "-u"));
        if (!root) {
            return new OrdinaryUser(System.getProperty("user.name"), ownFolder, false);
        }
        String name = "htg-test-" + ProcessHandle.current().pid();
        Path home = Path.of("/var/tmp", name);
        output("useradd", "--create-home", "--home-dir", home.toString(), "--shell", "/bin/sh", name);
        return new OrdinaryUser(name, home, true);
    }

    Path home() {
        return home;
    }

    /** Gives the user everything in its home. */
    void own() {
        if (made) {
            output("chown", "-R", name + ":", home.toString());
        }
    }

    /** What runs a command as this user. */
    List<String> prefix() {
        return made
                ? List.of("setpriv", "--reuid=" + name, "--regid=" + name, "--init-groups", "env", "HOME=" + home)
                : List.of("env", "HOME=" + home);
    }

    @Override
    public void close() {
        if (made) {
            output("userdel", "--force", name);
            TemporaryFolder.deleteTree(home);
        }
    }

    private static String output(String program, String... arguments) {
        return RUNNER.check(Command.of(program, arguments)).output().strip();
    }
}
