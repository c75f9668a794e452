package htg.testvm.machine;

import java.util.List;

/** What executes the guest's instructions. */
public enum Accelerator {
    KVM("kvm", "-accel kvm -cpu host"),
    /** QEMU's translator. The EPYC model has SVM, which TCG emulates: nested guests run with no hardware's help. */
    TCG("tcg", "-accel tcg,thread=multi -cpu EPYC");

    private final String name;
    private final String arguments;

    Accelerator(String name, String arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    public List<String> arguments() {
        return List.of(arguments.split(" ", -1));
    }

    @Override
    public String toString() {
        return name;
    }
}
