package htg.image.step;

import htg.grub.core.BiosBootCode;
import htg.grub.core.CoreImage;
import htg.grub.menu.VolumeId;
import htg.grub.template.GrubConfig;
import htg.image.disk.GptWriter;
import htg.image.plan.BuildPlan;
import htg.image.plan.DiskLayout.Extent;
import htg.image.plan.StickIdentities;
import htg.image.tool.ToolRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a BIOS starts.
 *
 * @param code boot sector and core image, ready for their places
 * @param coreImage file of the core image as {@code grub-mkimage} made it
 */
record BiosBoot(BiosBootCode code, Path coreImage) {
    private static final String PLATFORM = "usr/lib/grub/i386-pc";
    private static final int ESP_INDEX = 2;

    /** The folder of GRUB's BIOS modules in the tool root. */
    static Path platform(ToolRoot tools) {
        return tools.file(PLATFORM);
    }

    /** Makes both; the tools' GRUB gets the module biosreads, if there is one. */
    static BiosBoot make(Workshop workshop, BuildPlan plan, StickIdentities stick, BootTools boot, Path work) {
        ToolRoot tools = boot.tools();
        Path early = work.resolve("early.cfg");
        Path core = work.resolve("core.img");
        Path platform = platform(tools);
        Extent room = plan.layout().biosBoot();
        try {
            Files.writeString(early, GrubConfig.early(new VolumeId(stick.espVolumeId())));
            workshop.runner()
                    .check(new CoreImage(platform, ESP_INDEX, boot.biosReads())
                            .command(tools.command("grub-mkimage"), early, core));
            BiosBootCode code = BiosBootCode.embed(
                    Files.readAllBytes(platform.resolve("boot.img")),
                    Files.readAllBytes(core),
                    room.start() / GptWriter.SECTOR,
                    room.length(),
                    BiosBootCode.DriveCheck.HARD_DISK);
            return new BiosBoot(code, core);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
