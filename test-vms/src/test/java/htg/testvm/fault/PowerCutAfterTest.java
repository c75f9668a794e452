package htg.testvm.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.testvm.cell.Cell;
import htg.testvm.fault.Interruption.PowerCutAfter;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerCutAfterTest {
    @ParameterizedTest
    @ValueSource(strings = {"writes@0", "writes@120", "writes@100000000000"})
    void readsBackWhatItWrites(String name) {
        assertThat(Faults.parse(name)).get().hasToString(name);
    }

    @Test
    void isPartOfACellsName() {
        Cell cell = Cell.of(Firmware.DIRECT, Bus.VIRTIO_BLK).withFault(new PowerCutAfter(120));
        assertThat(cell).hasToString("direct/virtio-blk/writes@120");
        assertThat(Cell.parse("direct/virtio-blk/writes@120")).isEqualTo(cell);
        assertThat(cell.folderName()).isEqualTo("direct-virtio-blk-writes-120");
        assertThat(cell.obstacle()).isEmpty();
    }

    @Test
    void changesNothingButTheMediumAndIsNothingForAShell() {
        PowerCutAfter cut = new PowerCutAfter(3);
        assertThat(cut.loggedRequests()).hasValue(3);
        assertThat(cut.powerCut()).isEmpty();
        assertThat(Surrounding.NONE.loggedRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"writes@-1", "writes@007", "writes@1K", "writes@9999999999999999999", "writes@switch-ok"})
    void refusesWhatIsNoNumberOfWrites(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.parse(name))
                .withMessageContaining("is no number of writes");
    }
}
