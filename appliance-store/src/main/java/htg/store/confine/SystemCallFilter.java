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
 *
 * <p>The limits of {@code prlimit} are those of one process and of its private memory, so there may be threads but no other process, and
 * no memory that is shared. A device can be written to even where it is mounted read-only, so with one nothing may be opened for writing.
 */
final class SystemCallFilter {
    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    /** The lower half of the first argument, on a machine that stores it first. */
    private static final int FIRST_ARGUMENT = 16;

    private static final int SECOND_ARGUMENT = 24;
    private static final int THIRD_ARGUMENT = 32;
    private static final int FOURTH_ARGUMENT = 40;
    private static final int ALLOW = 0x7FFF0000;
    private static final int KILL = 0x80000000;
    private static final int FAIL = 0x00050000;
    private static final int REFUSE = FAIL | 1;
    /** ENOSYS: the C library then makes threads by the older call, whose flags are in sight. */
    private static final int UNKNOWN = FAIL | 38;

    private static final int CLONE3 = 435;
    private static final int OPENAT2 = 437;
    /** O_ACCMODE, of which reading only is 0. */
    private static final int ACCESS = 3;

    private static final int CLONE_THREAD = 0x10000;
    /** MAP_SHARED and MAP_ANONYMOUS. */
    private static final int SHARED_MEMORY = 0x21;
    /** MAP_GROWSDOWN: counts as a stack, not as data. */
    private static final int STACK_MEMORY = 0x100;
    /** Numbers of the x32 ABI. */
    private static final int X32 = 0x40000000;

    /**
     * What one architecture calls things.
     *
     * @param audit its AUDIT_ARCH number
     * @param newTask number of clone
     * @param mmap number of mmap
     * @param opens what opens files, and where its flags are
     * @param refused socket, ptrace, mount, umount2, pivot_root, chroot, swapon, swapoff, reboot, sethostname,
     *     setdomainname, init_module, delete_module, finit_module, kexec_load, kexec_file_load, add_key, request_key, keyctl, unshare,
     *     setns, perf_event_open, bpf, userfaultfd, open_by_handle_at, process_vm_readv, process_vm_writev, acct, syslog,
     *     settimeofday, clock_settime, personality, memfd_create, shmget; fork, vfork and creat where there are such
     */
    private record Numbers(int audit, int newTask, int mmap, Map<Integer, Integer> opens, List<Integer> refused) {}

    /**
     * The same everywhere: open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, pidfd_getfd, mount_setattr, io_uring_setup,
     * io_uring_enter, io_uring_register, memfd_secret.
     */
    private static final List<Integer> NEWER = List.of(428, 429, 430, 431, 432, 433, 438, 442, 425, 426, 427, 447);

    private static final Map<String, Numbers> ARCHITECTURES = Map.of(
            "amd64",
            new Numbers(
                    0xC000003E,
                    56,
                    9,
                    Map.of(2, SECOND_ARGUMENT, 257, THIRD_ARGUMENT),
                    List.of(
                            41, 101, 165, 166, 155, 161, 167, 168, 169, 170, 171, 175, 176, 313, 246, 320, 248, 249,
                            250, 272, 308, 298, 321, 323, 304, 310, 311, 163, 103, 164, 227, 135, 319, 29, 57, 58, 85)),
            "aarch64",
            new Numbers(
                    0xC00000B7,
                    220,
                    222,
                    Map.of(56, THIRD_ARGUMENT),
                    List.of(
                            198, 117, 40, 39, 41, 51, 224, 225, 142, 161, 162, 105, 106, 273, 104, 294, 217, 218, 219,
                            97, 268, 241, 280, 282, 265, 270, 271, 89, 116, 170, 112, 92, 279, 194)));

    private SystemCallFilter() {}

    /**
     * The filter for an architecture.
     *
     * @param name as {@code os.arch} has it; empty where we know no numbers
     * @param readOnly whether nothing may be opened for writing
     */
    static Optional<byte[]> forArchitecture(String name, boolean readOnly) {
        return Optional.ofNullable(ARCHITECTURES.get(name)).map(numbers -> assemble(numbers, readOnly));
    }

    private static byte[] assemble(Numbers numbers, boolean readOnly) {
        Program program = new Program();
        program.add(LOAD, 0, 0, ARCHITECTURE);
        program.add(JUMP_EQUAL, 1, 0, numbers.audit());
        program.add(RETURN, 0, 0, KILL);
        program.add(LOAD, 0, 0, NUMBER);
        program.end(JUMP_AT_LEAST, X32, REFUSE);
        numbers.refused().forEach(number -> program.end(JUMP_EQUAL, number, REFUSE));
        NEWER.forEach(number -> program.end(JUMP_EQUAL, number, REFUSE));
        program.end(JUMP_EQUAL, CLONE3, UNKNOWN);
        program.threadsOnly(numbers.newTask());
        program.privateMemoryOnly(numbers.mmap());
        if (readOnly) {
            numbers.opens().forEach(program::readOnly);
            program.end(JUMP_EQUAL, OPENAT2, UNKNOWN);
        }
        program.add(RETURN, 0, 0, ALLOW);
        return program.bytes();
    }

    /** {@code struct sock_filter}, one after the other. Jumps count the instructions that are left out. */
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

        void end(int comparison, int value, int verdict) {
            add(comparison, 0, 1, value);
            add(RETURN, 0, 0, verdict);
        }

        /** Neither a process nor, with it, a namespace. */
        void threadsOnly(int clone) {
            add(JUMP_EQUAL, 0, 4, clone);
            add(LOAD, 0, 0, FIRST_ARGUMENT);
            add(JUMP_ANY_BIT, 1, 0, CLONE_THREAD);
            add(RETURN, 0, 0, REFUSE);
            add(RETURN, 0, 0, ALLOW);
        }

        void privateMemoryOnly(int mmap) {
            add(JUMP_EQUAL, 0, 6, mmap);
            add(LOAD, 0, 0, FOURTH_ARGUMENT);
            add(JUMP_ANY_BIT, 2, 0, STACK_MEMORY);
            add(AND, 0, 0, SHARED_MEMORY);
            add(JUMP_EQUAL, 0, 1, SHARED_MEMORY);
            add(RETURN, 0, 0, REFUSE);
            add(RETURN, 0, 0, ALLOW);
        }

        void readOnly(int open, int flags) {
            add(JUMP_EQUAL, 0, 5, open);
            add(LOAD, 0, 0, flags);
            add(AND, 0, 0, ACCESS);
            add(JUMP_EQUAL, 1, 0, 0);
            add(RETURN, 0, 0, REFUSE);
            add(RETURN, 0, 0, ALLOW);
        }

        byte[] bytes() {
            return code.toByteArray();
        }
    }
}
