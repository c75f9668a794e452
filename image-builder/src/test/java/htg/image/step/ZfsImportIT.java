package htg.image.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was built of ZFS, under the kernel that it was built for: pools of two disks, and of one of them. */
class ZfsImportIT {
    /** Each host has a number of its own; a pool that was not exported remembers it. */
    private static final String LOAD =
            "modprobe spl spl_hostid=0x%s; modprobe zfs; until [ -e /dev/zfs ]; do :; done\n";

    private static final String TRY = """
            say() { echo "@ $1: $2"; }
            try() { what="$1"; shift; said="$("$@" 2>&1)"; status=$?; say "$what" "$status $said"; }
            guid="$(htg-zpool label /dev/vda1 | cut -d' ' -f1)"
            """;

    @Test
    void aMirrorMovesBetweenMachinesWithoutForceEvenAfterAPowerCut(@TempDir Path folder) throws Exception {
        ZfsMachine machine = new ZfsMachine(BuiltZfs.all(), folder);
        List<Path> disks = List.of(machine.disk("a"), machine.disk("b"));
        String first = machine.run(LOAD.formatted("1111") + TRY + """
                zpool create -f -o cachefile=none -O mountpoint=none stick mirror /dev/vda1 /dev/vdb1
                zfs create -o mountpoint=legacy stick/ROOT
                mount -t zfs stick/ROOT /mnt; echo kept >/mnt/file; zpool sync stick
                say created "$(cat /mnt/file)"
                poweroff -n -f
                """, disks);
        assertThat(first).contains("@ created: kept\n").doesNotContain("THE END");
        Path twin = Files.copy(disks.get(1), folder.resolve("twin"), StandardCopyOption.REPLACE_EXISTING);
        Path before = Files.copy(twin, folder.resolve("before"), StandardCopyOption.REPLACE_EXISTING);
        String second = machine.run(LOAD.formatted("2222") + TRY + """
                set -- $(htg-zpool label /dev/vda1); say state "$4 $5 $6 $7 $8 $#"
                try wrong htg-zpool import 4711 /dev/vda1 /dev/vdb1
                try both htg-zpool import "$guid" /dev/vdb1 /dev/vda1
                try again htg-zpool import "$guid" /dev/vda1
                mount -t zfs stick/ROOT /mnt; say file "$(cat /mnt/file)"
                try busy htg-zpool export stick
                umount /mnt
                try export htg-zpool export stick
                set -- $(htg-zpool label /dev/vdb1); say exported "$4"
                try readonly htg-zpool import-readonly "$guid" /dev/vda1 /dev/vdb1
                mount -t zfs -o ro stick/ROOT /mnt; say still "$(cat /mnt/file)"; umount /mnt
                say pools "$(zpool list -H -o name,health,readonly,cachefile)"
                try end htg-zpool export stick
                try half htg-zpool import "$guid" /dev/vdb1
                say status "$(zpool list -v -H -P stick | grep -c /dev/vda1)"
                try over htg-zpool export stick
                """, List.of(disks.get(0), disks.get(1), twin));
        assertThat(second)
                .contains("@ state: 0 00001111 stick 1 0 10\n")
                .contains("@ wrong: 1 no device: none of them carries the pool\n")
                .contains("@ both: 0 online\n", "@ file: kept\n", "@ exported: 1\n", "@ export: 0 \n")
                .contains("@ again: 1 stick: Invalid argument\n")
                .contains("@ busy: 1 stick: Device or resource busy\n")
                .contains("@ readonly: 0 online\n", "@ still: kept\n", "@ pools: stick\tONLINE\ton\tnone\n")
                .contains("@ half: 0 degraded\n", "@ status: 0\n", "@ over: 0 \n", "THE END\n");
        // A copy that nobody named is there all the time.
        assertThat(Files.mismatch(before, twin)).isEqualTo(-1);
    }

    @Test
    void importingReadOnlyWritesNothing(@TempDir Path folder) throws Exception {
        ZfsMachine machine = new ZfsMachine(BuiltZfs.all(), folder);
        Path disk = machine.disk("a");
        machine.run(LOAD.formatted("1111") + """
                zpool create -f -o cachefile=none -O mountpoint=none stick /dev/vda1
                zfs create -o mountpoint=legacy stick/ROOT; zpool sync stick
                """, List.of(disk));
        Path before = Files.copy(disk, folder.resolve("before"), StandardCopyOption.REPLACE_EXISTING);
        String output = machine.run(LOAD.formatted("2222") + TRY + """
                try import htg-zpool import-readonly "$guid" /dev/vda1
                mount -t zfs -o ro stick/ROOT /mnt; umount /mnt
                try export htg-zpool export stick
                """, List.of(disk));
        assertThat(output).contains("@ import: 0 online\n", "@ export: 0 \n");
        assertThat(Files.mismatch(before, disk)).isEqualTo(-1);
    }
}
