package htg.store.confine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A seccomp filter (Documentation/userspace-api/seccomp_filter.rst) as {@code bwrap --seccomp} reads it: classic BPF over the
 * number of a system call. A JVM needs many calls, and other ones with each release, so those are refused that nobody who only reads
 * files needs: they end in EPERM. A call by another architecture's numbers ends the process.
 */
final class SystemCallFilter {
    private static final int LOAD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int ALLOW = 0x7FFF0000;
    private static final int KILL = 0x80000000;
    private static final int REFUSE = 0x00050000 | 1;
    /** Numbers of the x32 ABI. */
    private static final int X32 = 0x40000000;

    /**
     * What one architecture calls things.
     *
     * @param audit its AUDIT_ARCH number
     * @param refused socket, ptrace, mount, umount2, pivot_root, chroot, swapon, swapoff, reboot, sethostname,
     *     setdomainname, init_module, delete_module, finit_module, kexec_load, kexec_file_load, add_key, request_key, keyctl, unshare,
     *     setns, perf_event_open, bpf, userfaultfd, io_uring_setup, io_uring_enter, io_uring_register, open_by_handle_at,
     *     process_vm_readv, process_vm_writev, acct, syslog, settimeofday, clock_settime, personality, fsopen, fsmount, move_mount,
     *     open_tree, mount_setattr, pidfd_getfd
     */
    private record Numbers(int audit, List<Integer> refused) {}

    private static final List<Integer> NEW_MOUNTS = List.of(428, 429, 430, 431, 432, 433, 438, 442, 425, 426, 427);

    private static final Map<String, Numbers> ARCHITECTURES = Map.of(
            "amd64",
            new Numbers(
                    0xC000003E,
                    List.of(
                            41, 101, 165, 166, 155, 161, 167, 168, 169, 170, 171, 175, 176, 313, 246, 320, 248, 249,
                            250, 272, 308, 298, 321, 323, 304, 310, 311, 163, 103, 164, 227, 135)),
            "aarch64",
            new Numbers(
                    0xC00000B7,
                    List.of(
                            198, 117, 40, 39, 41, 51, 224, 225, 142, 161, 162, 105, 106, 273, 104, 294, 217, 218, 219,
                            97, 268, 241, 280, 282, 265, 270, 271, 89, 116, 170, 112, 92)));

    private SystemCallFilter() {}

    /** The filter for an architecture as {@code os.arch} names it; empty where we know no numbers. */
    static Optional<byte[]> forArchitecture(String name) {
        return Optional.ofNullable(ARCHITECTURES.get(name)).map(SystemCallFilter::assemble);
    }

    private static byte[] assemble(Numbers numbers) {
        Program program = new Program();
        program.add(LOAD, 0, 0, ARCHITECTURE);
        program.add(JUMP_EQUAL, 1, 0, numbers.audit());
        program.add(RETURN, 0, 0, KILL);
        program.add(LOAD, 0, 0, NUMBER);
        program.refuse(JUMP_AT_LEAST, X32);
        numbers.refused().forEach(number -> program.refuse(JUMP_EQUAL, number));
        NEW_MOUNTS.forEach(number -> program.refuse(JUMP_EQUAL, number));
        program.add(RETURN, 0, 0, ALLOW);
        return program.bytes();
    }

    /** {@code struct sock_filter}, one after the other. */
    private static final class Program {
        private static final int LENGTH = 8;

        private final ByteArrayOutputStream code = new ByteArrayOutputStream();

        void add(int operation, int whenTrue, int whenFalse, int value) {
            ByteBuffer instruction = ByteBuffer.wrap(new byte[LENGTH])
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) operation)
                    .put((byte) whenTrue)
                    .put((byte) whenFalse)
                    .putInt(value);
            code.write(instruction.array(), 0, LENGTH);
        }

        void refuse(int comparison, int value) {
            add(comparison, 0, 1, value);
            add(RETURN, 0, 0, REFUSE);
        }

        byte[] bytes() {
            return code.toByteArray();
        }
    }
}
