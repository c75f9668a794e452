package htg.testvm.reads;

/**
 * What firmware and boot loader read of a medium.
 *
 * @param all from power-on to the kernel's start
 * @param load those of them since the boot loader's menu was up: kernel and ramdisk
 */
public record FirmwareReads(ReadTotals all, ReadTotals load) {}
