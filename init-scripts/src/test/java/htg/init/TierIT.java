package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices whose drivers are in a part of the ramdisk that was not loaded. */
class TierIT {
    private final FakeMachine machine;

    TierIT(@TempDir Path folder) {
        machine = new FakeMachine(folder);
        machine.write("lib/modules/6.12.0-test/modules.alias", """
                alias pci:v*d*sv*sd*bc01sc08i02* nvme
                alias pci:v*d*sv*sd*bc0Csc03i30* xhci_pci
                """);
        machine.write("htg/modules/tiers", "btrfs rescue\nnvme buses\n");
        machine.write("find", ". \"$HTG_HOME/lib/tiers.sh\"\nhtg_find_tier \"$1\"\n");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheDriverAndTheFileItIsIn(Shell shell) {
        assertThat(find(shell, "pci:v00001B36d00000010sv0sd0bc01sc08i02").output())
                .isEqualTo("nvme buses\n");
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingOfDriversThatAreThere(Shell shell) {
        machine.write("htg/tiers/buses", "");
        assertThat(find(shell, "pci:v00001B36d00000010sv0sd0bc01sc08i02").exitStatus())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingOfDriversThatEveryBootHasOrNone(Shell shell) {
        assertThat(find(shell, "pci:v00001B36d0000000Dsv0sd0bc0Csc03i30").exitStatus())
                .isEqualTo(1);
        assertThat(find(shell, "usb:v0").exitStatus()).isEqualTo(1);
    }

    private CommandResult find(Shell shell, String alias) {
        return Shell.RUNNER.run(shell.command(machine.path("find"), alias)
                .env("HTG_ROOT", machine.path("").toString())
                .env("HTG_HOME", machine.path("htg").toString()));
    }
}
