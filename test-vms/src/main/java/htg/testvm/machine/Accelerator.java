package htg.testvm.machine;

import java.util.List;

/** What executes the guest's instructions. */
public enum Accelerator {
    KVM("kvm", "-accel kvm -cpu host"),
    /**
     * QEMU's translator, on the plainest AMD processor with SVM, which TCG emulates: nested guests run with no hardware's help. With
     * the rest it is an x86-64-v2. Newer models cost: on EPYC Linux guards against faults that TCG has not, and Xen 4.20 waits for
     * its timer without end.
     */
    TCG("tcg", "-accel tcg,thread=multi -cpu qemu64,+ssse3,+sse4.1,+sse4.2,+popcnt,+svm");

    private final String name;
    private final String arguments;

    Accelerator(String name, String arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    public List<String> arguments() {
        return List.of(arguments.split(" ", -1));
    }

    /**
     * How many processors a machine has unless told otherwise. TCG of QEMU 7.2 can keep running a translation of code that
     * another processor has patched meanwhile: Linux then dies of an {@code int3} in its scheduler, most often when a
     * nested guest starts. With one processor that cannot happen.
     */
    public int usualCpus() {
        return this == KVM ? 2 : 1;
    }

    /**
     * What a kernel that QEMU itself starts is told. Linux leaves this test out under hypervisors it knows; QEMU's translator is
     * none of them, and fails it on a busy host.
     */
    public String kernelArguments() {
        return this == KVM ? "" : "no_timer_check";
    }

    @Override
    public String toString() {
        return name;
    }
}
