package htg.testvm.machine;

import java.util.List;

/** What executes the guest's instructions. */
public enum Accelerator {
    KVM("kvm", "-accel kvm -cpu host"),
    /** QEMU's translator. The EPYC model has SVM, which TCG emulates: nested guests run with no hardware's help. */
    TCG("tcg", "-accel tcg,thread=multi -cpu EPYC" + Accelerator.NOT_TRANSLATED),
    /** The same with a model on which Xen starts: on EPYC Xen 4.20 waits for its timer without end. */
    TCG_FOR_XEN("tcg-xen", "-accel tcg,thread=multi -cpu qemu64,+ssse3,+sse4.1,+sse4.2,+popcnt,+svm");

    /** Features of the model that TCG of QEMU 7.2 lacks; unless switched off, it warns of each one for each processor. */
    private static final String NOT_TRANSLATED = ",rdseed=off,sha-ni=off,fxsr-opt=off,misalignsse=off,3dnowprefetch=off"
            + ",osvw=off,topoext=off,nrip-save=off,xsavec=off";

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
