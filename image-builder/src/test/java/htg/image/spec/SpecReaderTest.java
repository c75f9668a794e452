package htg.image.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.grub.menu.BlockSize;
import htg.image.sign.TestKey;
import htg.image.spec.StickSpec.Firmware;
import htg.image.spec.StickSpec.Hypervisor;
import htg.image.spec.StickSpec.Pool;
import htg.image.spec.StickSpec.PoolType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecReaderTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk1Bq3zvGJxBuVn0V1Yk3aZ1yQ0l2mXlq1b9Hk4Qm2r me@here";

    @Test
    void anEmptySpecificationIsTheDefaultStick() {
        StickSpec spec = read("");
        assertThat(spec.name()).isEqualTo("htg");
        assertThat(spec.suite()).isEqualTo("trixie");
        assertThat(spec.hypervisors()).containsExactly(Hypervisor.KVM);
        assertThat(spec.firmware()).containsExactly(Firmware.BIOS, Firmware.UEFI);
        assertThat(spec.access().lockedOut()).isTrue();
        assertThat(spec.network().fixed()).isEmpty();
        assertThat(spec.image().size()).isEqualTo(DataSize.ofMebibytes(1536));
    }

    @Test
    void theFirstHypervisorStaysTheFirst() {
        assertThat(read("hypervisors: [xen, kvm]").hypervisors()).containsExactly(Hypervisor.XEN, Hypervisor.KVM);
        assertThat(problems("hypervisors: [xen, xen]").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aBiosIsMeasuredUnlessABlockSizeIsFixedOrThereIsNone() {
        assertThat(read("").grub().blockSize()).isEqualTo(BlockSize.AUTO);
        assertThat(read("").tunesBiosReads()).isTrue();
        assertThat(read("grub: {block-size: 16K}").grub().blockSize()).isEqualTo(BlockSize.KIB_16);
        assertThat(read("grub: {block-size: stock}").tunesBiosReads()).isFalse();
        assertThat(read("firmware: [uefi]").tunesBiosReads()).isFalse();
    }

    @Test
    void refusesAnotherBlockSizeWithItsPlace() {
        assertThat(problems("grub:\n  block-size: 64K\n").getMessage())
                .contains("stick.yaml:2:3: grub.block-size is \"64K\"; possible are auto, stock, 4K, 8K, 16K, 32K");
    }

    @Test
    void theShippedDefaultIsTheDefault() {
        Path shipped = Path.of(System.getProperty("htg.project.root", ".."), "sticks/default.yaml");
        assertThat(SpecReader.read(shipped, List.of())).isEqualTo(read(""));
    }

    @Test
    void reportsEveryProblemAtOnceWithItsPlace() {
        HtgException error = problems("""
                name: My Stick
                hypervisor: [kvm]
                pool:
                  type: xfs
                  compresion: zstd:3
                packages: htop
                image: {size: big}
                """);
        assertThat(error.code()).isEqualTo(ExitCode.USAGE);
        assertThat(error.getMessage().lines().skip(1).map(String::strip))
                .hasSize(6)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("stick.yaml:1:1: name cannot be \"My Stick\""),
                        line -> assertThat(line).startsWith("stick.yaml:2:1: unknown key 'hypervisor'"),
                        line -> assertThat(line)
                                .startsWith("stick.yaml:4:3: pool.type is \"xfs\"; possible are btrfs, zfs"),
                        line -> assertThat(line).startsWith("stick.yaml:5:3: unknown key 'compresion' in 'pool'"),
                        line -> assertThat(line).startsWith("stick.yaml:6:1: packages is \"htop\", but wants array"),
                        line -> assertThat(line).startsWith("stick.yaml:7:9: image.size cannot be \"big\""));
    }

    @Test
    void aPoolIsOneBtrfsUnlessItIsToBeAnother() {
        assertThat(read("").pool()).isEqualTo(new Pool(PoolType.BTRFS, 1, new Compression("zstd:3")));
        assertThat(read("pool: {type: zfs, mirror: 2, compression: none}").pool())
                .isEqualTo(new Pool(PoolType.ZFS, 2, new Compression("none")));
        assertThat(problems("pool: {mirror: 3}")).hasMessageContaining("pool.mirror is 3; possible are 1, 2");
    }

    @Test
    void compressionIsInTheWordsOfTheFileSystem() {
        assertThat(read("pool: {compression: 'zlib:9'}").pool().compression().btrfs())
                .contains("zlib:9");
        assertThat(read("pool: {compression: none}").pool().compression().btrfs())
                .isEmpty();
        assertThat(List.of("none", "lz4", "zlib:9", "zstd:19"))
                .extracting(text -> read("pool: {type: zfs, compression: '" + text + "'}")
                        .pool()
                        .compression()
                        .zfs())
                .containsExactly("off", "lz4", "gzip-9", "zstd-19");
    }

    @Test
    void refusesCompressionThatTheFileSystemDoesNotHave() {
        assertThat(problems("pool: {type: zfs, compression: lzo}"))
                .hasMessageContaining("stick.yaml:1:19: pool.compression is lzo, but ZFS has");
        assertThat(problems("pool: {compression: lz4}")).hasMessageContaining("but btrfs has");
        assertThat(problems("pool: {compression: 'zstd:16'}")).hasMessageContaining("zstd:1-15");
    }

    @Test
    void refusesNamesThatNoZfsPoolCanHave() {
        assertThat(problems("{name: mirror1, pool: {type: zfs}}"))
                .hasMessageContaining("stick.yaml:1:2: name is mirror1, but a ZFS pool's name begins with a letter");
        assertThat(problems("{name: 1lab, pool: {type: zfs}}")).hasMessageContaining("name is 1lab");
        assertThat(read("{name: log-host, pool: {type: zfs}}").name()).isEqualTo("log-host");
        assertThat(read("name: mirror1").name()).isEqualTo("mirror1");
    }

    @Test
    void aKeyThatStandsTwiceIsAProblem() {
        assertThat(problems("name: a\nname: b\n"))
                .hasMessageContaining("stick.yaml:2:1: the key 'name' stands here a second time");
    }

    @Test
    void saysWhereTheYamlBreaks() {
        assertThat(problems("name: [a\nsuite: b\n"))
                .hasMessageContaining("stick.yaml:2:")
                .hasMessageContaining("not YAML");
    }

    @Test
    void refusesWhatIsNoMapping() {
        assertThat(problems("- a\n- b\n")).hasMessageContaining("stick.yaml:1:1");
    }

    @Test
    void overridesWinAndAreNamedWhenWrong() {
        assertThat(read("name: a", "name=b", "access.hostname=lab1").access().hostname())
                .isEqualTo("lab1");
        assertThat(read("name: a", "name=b").name()).isEqualTo("b");
        assertThat(problems("", "pool.type=zfs2")).hasMessageContaining("--set pool.type: pool.type is \"zfs2\"");
        assertThat(problems("", "nonsense")).hasMessageContaining("--set wants key=value");
    }

    @Test
    void oneValueForAListIsAListOfOneAndPlusAppends() {
        assertThat(read("packages: [htop]", "packages=vim").packages()).containsExactly("vim");
        assertThat(read("packages: [htop]", "packages+=vim").packages()).containsExactly("htop", "vim");
        assertThat(read("", "packages=[vim, htop]").packages()).containsExactly("htop", "vim");
    }

    @Test
    void readsAValueFromAFile(@TempDir Path folder) throws Exception {
        Path key = Files.writeString(folder.resolve("id.pub"), KEY + "\n");
        assertThat(read("", "access.ssh-keys=@" + key).access().sshKeys()).containsExactly(KEY);
        assertThat(problems("", "access.ssh-keys=@" + folder.resolve("none"))).hasMessageContaining("cannot read");
    }

    @Test
    void refusesClearPasswordsAndPrivateKeys() {
        assertThat(problems("access: {root-password-hash: secret}"))
                .hasMessageContaining("root-password-hash cannot be");
        assertThat(problems("access: {ssh-keys: ['-----BEGIN OPENSSH PRIVATE KEY-----']}"))
                .hasMessageContaining("access.ssh-keys.0 cannot be");
    }

    @Test
    void checksAddresses() {
        assertThat(problems("network: {addresses: [192.0.2.300/24, 192.0.2.1/33], gateway: 1.2.3}"))
                .hasMessageContaining("stick.yaml:1:23: '192.0.2.300/24'")
                .hasMessageContaining("'192.0.2.1/33'")
                .hasMessageContaining("'1.2.3' is no IP address");
        assertThat(problems("network: {gateway: 192.0.2.1}")).hasMessageContaining("need 'addresses'");
        assertThat(read("network: {addresses: ['2001:db8::2/64'], gateway: '2001:db8::1'}")
                        .network()
                        .fixed())
                .isPresent();
    }

    @Test
    void refusesAnImageTooSmallForTheBase() {
        assertThat(problems("image: {size: 512M}")).hasMessageContaining("at least 1.3 GiB");
    }

    @Test
    void namesOfKeyFilesAreSeenFromWhereTheyAreWritten(@TempDir Path folder) throws Exception {
        TestKey.write(folder, "mok");
        Path file = Files.writeString(
                folder.resolve("lab.yaml"),
                "pool: {type: zfs}\nsecure-boot: {key: mok.key, certificate: " + folder.resolve("mok.cer") + "}\n");
        StickSpec spec = SpecReader.read(file, List.of());
        assertThat(spec.machineOwnerKey()).isPresent();
        assertThat(spec.toString()).contains("certificate ").doesNotContain("mok", folder.toString());
        String[] options = {
            "secure-boot.key=" + folder.resolve("mok.key"), "secure-boot.certificate=" + folder.resolve("mok.cer")
        };
        assertThat(read("pool: {type: zfs}", options)).isEqualTo(spec);
        HtgException error = problems("pool: {type: zfs}", "secure-boot.key=mok.key", options[1]);
        assertThat(error)
                .hasMessageContaining("--set secure-boot.key: secure-boot.key: cannot read mok.key: no such file");
    }

    @Test
    void problemsWithKeyFilesHaveTheirPlaces(@TempDir Path folder) throws Exception {
        TestKey.write(folder, "one");
        TestKey.write(folder, "two");
        String yaml = "pool:\n  type: zfs\nsecure-boot:\n  key: %s\n  certificate: %s\n";
        assertThat(problems(yaml.formatted(folder.resolve("one.key"), folder.resolve("two.cer"))))
                .hasMessageContaining("stick.yaml:4:3: secure-boot.key: " + folder.resolve("one.key")
                        + " is not the key of the certificate ");
        assertThat(problems(yaml.formatted(folder.resolve("none"), folder.resolve("one.key"))))
                .hasMessageContaining("stick.yaml:4:3: secure-boot.key: cannot read ")
                .hasMessageContaining("stick.yaml:5:3: secure-boot.certificate: " + folder.resolve("one.key")
                        + " holds no X.509 certificate");
        assertThat(problems("secure-boot: {key: a}")).hasMessageContaining("certificate");
    }

    @Test
    void aKeyThatWouldSignNothingIsAProblem(@TempDir Path folder) throws Exception {
        TestKey.write(folder, "mok");
        String key = "secure-boot: {key: %s, certificate: %s}\n"
                .formatted(folder.resolve("mok.key"), folder.resolve("mok.cer"));
        assertThat(problems(key))
                .hasMessageContaining(
                        "stick.yaml:1:1: secure-boot signs the modules of ZFS, but pool.type" + " is btrfs");
        assertThat(problems(key + "pool: {type: zfs}\nfirmware: [bios]\n"))
                .hasMessageContaining("stick.yaml:1:1: secure-boot is a matter of UEFI");
    }

    private static StickSpec read(String yaml, String... overrides) {
        return SpecReader.parse("stick.yaml", yaml, List.of(overrides));
    }

    private static HtgException problems(String yaml, String... overrides) {
        return catchThrowableOfType(HtgException.class, () -> read(yaml, overrides));
    }
}
