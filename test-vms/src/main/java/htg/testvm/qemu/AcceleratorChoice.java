package htg.testvm.qemu;

/** What a user may ask for; {@link AcceleratorProbe} makes an accelerator of it. */
public enum AcceleratorChoice {
    /** KVM where a probe guest shows that it works, otherwise TCG. */
    AUTO("auto"),
    KVM("kvm"),
    TCG("tcg");

    private final String name;

    AcceleratorChoice(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
