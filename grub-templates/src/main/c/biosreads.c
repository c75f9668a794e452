/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reads themselves, see biosreads.h. INT 13h AH=42h is in the BIOS Enhanced Disk Drive Services (EDD) 3.0, 3.2.
 */
#include "biosreads.h"

GRUB_MOD_LICENSE ("GPLv3+");

/* GRUB's build puts this into a module afterwards. */
static const char module_name[] __attribute__ ((section (".modname"), used)) = "biosreads";

/* The packet goes where the driver puts none of its data while a call of ours runs: behind 32 KiB of the 36 KiB. */
#define PACKET ((struct grub_biosdisk_dap *) (SCRATCH + UNIT_BYTES))

/* As GRUB does it by itself, until it is told otherwise. */
struct reading reading = { 1, 0 };

static grub_disk_dev_t driver;
static grub_err_t (*stock_read) (grub_disk_t, grub_disk_addr_t, grub_size_t, char *);
static unsigned long tuned_drive;
static grub_disk_addr_t last_sector;
static unsigned calls, refusals;
static grub_command_t reads_command, tune_command;

/* Whether the BIOS says that it has read COUNT sectors into the scratch memory. Nothing that it leaves in a register but the
 * verdict counts, and the packet is written anew for each call. */
int
bios_call (unsigned drive, grub_disk_addr_t sector, unsigned count)
{
	struct grub_bios_int_registers registers;
	struct grub_biosdisk_dap *packet = PACKET;

	packet->length = sizeof (*packet);
	packet->reserved = 0;
	packet->blocks = count;
	packet->buffer = (grub_uint32_t) GRUB_MEMORY_MACHINE_SCRATCH_SEG << 16;
	packet->block = sector;
	grub_memset (&registers, 0, sizeof (registers));
	registers.eax = 0x4200;
	registers.edx = drive;
	registers.ds = (grub_addr_t) packet >> 4;
	registers.esi = (grub_addr_t) packet & 0xf;
	registers.flags = GRUB_CPU_INT_FLAGS_DEFAULT;
	calls++;
	grub_bios_interrupt (0x13, &registers);
	if ((registers.flags & GRUB_CPU_INT_FLAGS_CARRY) || ((registers.eax >> 8) & 0xff) || packet->blocks < count) {
		refusals++;
		return (0);
	}
	return (1);
}

/* Whether the driver itself would read from this disk by AH=42h, in sectors that it need not convert. A CD, a disk with
 * sectors of 4096 bytes and a BIOS without these calls are not for this module. */
int
is_tunable (grub_disk_t disk)
{
	struct grub_biosdisk_data *data = disk->data;

	return (driver && disk->dev == driver && data && disk->log_sector_size == GRUB_DISK_SECTOR_BITS
		&& (data->flags & GRUB_BIOSDISK_FLAG_LBA) && !(data->flags & GRUB_BIOSDISK_FLAG_CDROM));
}

/* Reads by GRUB's own driver. */
grub_err_t
stock_in_pieces (grub_disk_t disk, grub_disk_addr_t sector, unsigned count, unsigned piece, char *buffer)
{
	while (count) {
		unsigned part = piece ? piece - ((unsigned) sector & (piece - 1)) : count;
		grub_err_t error;

		if (part > count)
			part = count;
		error = stock_read (disk, sector, part, buffer);
		if (error)
			return (error);
		sector += part;
		count -= part;
		buffer += part << GRUB_DISK_SECTOR_BITS;
	}
	return (GRUB_ERR_NONE);
}

/* In place of the driver's read. After a refusal nothing of this module is tried again, and GRUB's own reads stay small. */
static grub_err_t
read_tuned (grub_disk_t disk, grub_disk_addr_t sector, grub_size_t size, char *buffer)
{
	if (disk->id != tuned_drive || !is_tunable (disk))
		return (stock_read (disk, sector, size, buffer));
	last_sector = sector;
	while (size && !reading.stock) {
		unsigned count = reading.sectors - ((unsigned) sector & (reading.sectors - 1));

		if (count > size)
			count = size;
		if (!bios_call (disk->id, sector, count)) {
			reading.stock = 1;
			reading.sectors = SAFE;
			break;
		}
		grub_memcpy (buffer, SCRATCH, count << GRUB_DISK_SECTOR_BITS);
		sector += count;
		size -= count;
		buffer += count << GRUB_DISK_SECTOR_BITS;
	}
	return (size ? stock_in_pieces (disk, sector, size, reading.sectors, buffer) : GRUB_ERR_NONE);
}

/* From now on, this disk is read like this. */
void
tune_disk (grub_disk_t disk, struct reading how)
{
	tuned_drive = disk->id;
	reading = how;
}

/* Where the last read began that was not answered from memory. */
grub_disk_addr_t
last_read (void)
{
	return (last_sector);
}

/* Understands "8K", "stock", and "stock/8K": the driver's reads, 8 KiB at a time. Returns 0 for anything else. */
int
parse_reading (const char *text, struct reading *result)
{
	struct reading how = { 0, 0 };
	int way;

	if (grub_strncmp (text, "stock", 5) == 0) {
		how.stock = 1;
		text += 5;
		if (*text == '/')
			text++;
		else if (*text)
			return (0);
	}
	for (way = 0; way < SIZES; way++) {
		char name[READING_TEXT];

		grub_snprintf (name, sizeof (name), "%uK", sectors_of (way) / 2);
		if (grub_strcmp (text, name) == 0)
			how.sectors = sectors_of (way);
	}
	if (how.sectors == 0 && (!how.stock || *text))
		return (0);
	*result = how;
	return (1);
}

/* The reverse; TEXT has READING_TEXT bytes. */
void
format_reading (struct reading how, char *text)
{
	if (how.sectors)
		grub_snprintf (text, READING_TEXT, "%s%uK", how.stock ? "stock/" : "", how.sectors / 2);
	else
		grub_snprintf (text, READING_TEXT, "stock");
}

static grub_err_t
command_bios_reads (grub_command_t command, int argc, char **argv)
{
	char text[READING_TEXT];

	(void) command;
	if (argc > 1 || (argc == 1 && !parse_reading (argv[0], &reading)))
		return (grub_error (GRUB_ERR_BAD_ARGUMENT, "expected stock, 4K, 8K, 16K, 32K, or stock/4K"));
	if (argc == 0) {
		format_reading (reading, text);
		grub_printf ("BIOS reads: %s, %u calls, %u refused\n", text, calls, refusals);
	}
	return (GRUB_ERR_NONE);
}

GRUB_MOD_INIT (biosreads)
{
	(void) module_name;
	for (driver = grub_disk_dev_list; driver; driver = driver->next)
		if (driver->id == GRUB_DISK_DEVICE_BIOSDISK_ID)
			break;
	if (driver) {
		tuned_drive = (grub_boot_device >> 24) & 0xff;
		stock_read = driver->disk_read;
		driver->disk_read = read_tuned;
	}
	make_room ();
	reads_command = grub_register_command (
	    "bios_reads", command_bios_reads, "[stock|4K|8K|16K|32K|stock/4K]", "Show or set how the BIOS is asked for data.");
	tune_command = grub_register_command (
	    "bios_tune", command_bios_tune, "FILE ENVIRONMENT", "Read in the blocks that are fastest on this BIOS.");
}

GRUB_MOD_FINI (biosreads)
{
	if (driver)
		driver->disk_read = stock_read;
	give_room_back ();
	grub_unregister_command (reads_command);
	grub_unregister_command (tune_command);
}
