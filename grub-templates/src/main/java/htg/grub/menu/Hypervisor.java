package htg.grub.menu;

/** What runs the guests: one menu entry each. */
public enum Hypervisor {
    KVM("boot-", "KVM", "kernel"),
    XEN("xen-", "Xen", "xen");

    private final String prefix;
    private final String name;
    private final String previous;

    Hypervisor(String prefix, String name, String previous) {
        this.prefix = prefix;
        this.name = name;
        this.previous = previous;
    }

    /** The id of the entry that starts a boot environment with it. */
    String id(BootEnvironment environment) {
        return prefix + environment.name();
    }

    /** The id of the entry that starts it from the previous kernel. */
    String previousId() {
        return "previous-" + previous;
    }

    /** As its makers write it. */
    @Override
    public String toString() {
        return name;
    }
}
