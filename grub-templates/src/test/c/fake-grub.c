/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GRUB as the module sees it, and the program that tests start. Its words are carried out in turn: NAME=NUMBER sets the machine,
 * machine:PRODUCT its name, and the rest are below in do_word.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <sys/mman.h>

#include "bios-model.h"

void module_init (void);

enum { VARIABLES = 32 };

struct grub_command {
	const char *name;
	grub_command_func_t function;
};

struct block {
	char names[VARIABLES][16], values[VARIABLES][256];
};

static grub_err_t driver_read (grub_disk_t disk, grub_disk_addr_t sector, grub_size_t size, char *buffer);

static struct grub_disk_dev other_driver = { GRUB_DISK_DEVICE_OTHER_ID, 0, 0 };
static struct grub_disk_dev bios_driver = { GRUB_DISK_DEVICE_BIOSDISK_ID, driver_read, &other_driver };
static struct grub_biosdisk_data drive_data;
static struct grub_disk disk = { &bios_driver, 1ull << 33, 9, 0x80, &drive_data };
static struct grub_device device = { &disk };
static struct grub_file the_file = { &device, 0, 0 };
static struct grub_command commands[8];
static struct block variables, saved;
static char product[256] = "Model 1";
static jmp_buf power_off;

grub_disk_dev_t grub_disk_dev_list = &bios_driver;
grub_err_t grub_errno;
grub_uint32_t grub_tsc_rate, grub_boot_device = 0x80ffffff;

/* The driver of GRUB 2.12: it splits at multiples of 63 sectors, and after an error it counts cylinders. */
static grub_err_t
driver_read (grub_disk_t from, grub_disk_addr_t sector, grub_size_t size, char *buffer)
{
	while (size) {
		grub_size_t count = 63 - sector % 63;
		struct grub_biosdisk_dap *packet = (void *) (GRUB_MEMORY_MACHINE_SCRATCH_ADDR + 63 * 512);
		struct grub_bios_int_registers r = { .eax = 0x4200, .edx = from->id, .ds = 0x6000, .flags = 0x200 };

		if (count > size)
			count = size;
		*packet = (struct grub_biosdisk_dap) { 16, 0, count, 0x68000000, sector };
		r.esi = (grub_addr_t) packet & 0xffff;
		grub_bios_interrupt (0x13, &r);
		if ((r.flags & 1) || (r.eax >> 8 & 0xff)) {
			/* By cylinders: as slow, and as faulty above a size. */
			if (machine.fails_above && (long) count > machine.fails_above)
				return (grub_errno = GRUB_ERR_READ_ERROR);
			for (grub_size_t i = 0; i < count; i++)
				content (sector + i, (char *) GRUB_MEMORY_MACHINE_SCRATCH_ADDR + i * 512);
		}
		memcpy (buffer, (char *) GRUB_MEMORY_MACHINE_SCRATCH_ADDR, count * 512);
		buffer += count * 512, sector += count, size -= count;
	}
	return (GRUB_ERR_NONE);
}

grub_uint64_t
grub_get_tsc (void)
{
	return (bios_clock * 2); /* 2 GHz */
}

grub_uint64_t
grub_divmod64 (grub_uint64_t dividend, grub_uint64_t divisor, grub_uint64_t *rest)
{
	if (rest)
		*rest = dividend % divisor;
	return (dividend / divisor);
}

grub_uint64_t
grub_get_time_ms (void)
{
	return (bios_clock / 1000000);
}

grub_command_t
grub_register_command (const char *name, grub_command_func_t function, const char *usage, const char *text)
{
	int i = 0;

	(void) usage, (void) text;
	while (commands[i].name && strcmp (commands[i].name, name) != 0)
		i++;
	commands[i] = (struct grub_command) { name, function };
	return (&commands[i]);
}

void
grub_unregister_command (grub_command_t command)
{
	(void) command;
}

static const char *
get (struct block *block, const char *name)
{
	for (int i = 0; i < VARIABLES; i++)
		if (strcmp (block->names[i], name) == 0)
			return (block->values[i]);
	return (0);
}

static void
set (struct block *block, const char *name, const char *value)
{
	int i = 0;

	while (i < VARIABLES && strcmp (block->names[i], name) != 0)
		i++;
	if (i == VARIABLES)
		for (i = 0; block->names[i][0]; i++)
			;
	snprintf (block->names[i], sizeof (block->names[i]), "%s", value ? name : "");
	snprintf (block->values[i], sizeof (block->values[i]), "%s", value ? value : "");
}

const char *
grub_env_get (const char *name)
{
	return (get (&variables, name));
}

grub_err_t
grub_env_set (const char *name, const char *value)
{
	set (&variables, name, value);
	return (GRUB_ERR_NONE);
}

void
grub_env_unset (const char *name)
{
	if (get (&variables, name))
		set (&variables, name, 0);
}

grub_err_t
grub_error (grub_err_t error, const char *text)
{
	printf ("error: %s\n", text);
	return (grub_errno = error);
}

void
grub_error_push (void)
{
}

void
grub_error_pop (void)
{
}

static grub_err_t
smbios (char **argv)
{
	const char *value = strcmp (argv[1], "0") == 0 ? "2.0 (beta)" : strcmp (argv[3], "4") == 0 ? "ACME  " : product;

	if (product[0] == '\0')
		return (grub_errno = GRUB_ERR_READ_ERROR);
	return (grub_env_set (argv[5], value));
}

grub_err_t
grub_command_execute (const char *name, int argc, char **argv)
{
	struct block *from = &saved, *to = &variables;

	if (strcmp (name, "smbios") == 0)
		return (smbios (argv));
	if (strcmp (name, "save_env") == 0)
		from = &variables, to = &saved;
	if (strcmp (argv[0], "--file=bios.env") != 0 || (to == &saved && machine.readonly))
		return (grub_errno = GRUB_ERR_READ_ERROR);
	for (int i = 1; i < argc; i++)
		if (get (from, argv[i]) || get (to, argv[i]))
			set (to, argv[i], get (from, argv[i]));
	return (GRUB_ERR_NONE);
}

grub_file_t
grub_file_open (const char *name, int type)
{
	(void) name, (void) type;
	the_file.size = (grub_off_t) machine.size * 512;
	the_file.offset = 0;
	return (&the_file);
}

grub_off_t
grub_file_seek (grub_file_t file, grub_off_t offset)
{
	return (file->offset = offset);
}

/* Through the disk cache, as GRUB does: whole units. */
grub_ssize_t
grub_file_read (grub_file_t file, void *buffer, grub_size_t size)
{
	static char unit[64 * 512];
	grub_disk_addr_t sector = (machine.start + file->offset / 512) & ~63ull;

	if (file->device->disk->dev->disk_read (file->device->disk, sector, 64, unit))
		return (-1);
	memcpy (buffer, unit, size);
	return (size);
}

grub_err_t
grub_file_close (grub_file_t file)
{
	(void) file;
	return (GRUB_ERR_NONE);
}

char *
grub_xasprintf (const char *format, ...)
{
	va_list arguments;
	char *text = malloc (256);

	va_start (arguments, format);
	vsnprintf (text, 256, format, arguments);
	va_end (arguments);
	return (text);
}

void
bios_hung (void)
{
	longjmp (power_off, 1);
}

/* Switches on: GRUB's variables are gone, those on the stick are not. */
static void
boot (void)
{
	memset (&variables, 0, sizeof (variables));
	grub_errno = GRUB_ERR_NONE;
	grub_tsc_rate = machine.tsc == 1 ? 2147 : machine.tsc;
	drive_data.flags = (machine.chs ? 0 : GRUB_BIOSDISK_FLAG_LBA) | (machine.cd ? GRUB_BIOSDISK_FLAG_CDROM : 0);
	disk.log_sector_size = machine.large ? 12 : machine.cd ? 11 : 9;
	disk.id = machine.other ? 0x81 : 0x80;
	bios_driver.disk_read = driver_read;
	heap_clear ();
	module_init ();
}

/* Reads the file as GRUB does, and tells what that took. */
static void
load (void)
{
	static char unit[64 * 512], right[512];
	grub_uint64_t start = bios_clock;
	const char *verdict = "right";
	long sector, i;

	bios_calls = bios_largest = bios_unaligned = 0;
	for (sector = 0; sector + 64 <= machine.size; sector += 64) {
		if (disk.dev->disk_read (&disk, machine.start + sector, 64, unit)) {
			verdict = "error";
			break;
		}
		for (i = 0; i < 64; i++) {
			content (machine.start + sector + i, right);
			if (memcmp (unit + i * 512, right, 512) != 0)
				verdict = "wrong";
		}
	}
	printf ("load %s calls=%ld largest=%ld unaligned=%ld ms=%lu\n", verdict, bios_calls, bios_largest, bios_unaligned,
		(unsigned long) ((bios_clock - start) / 1000000));
}

static void
command (int index, char *first, char *second)
{
	char *argv[] = { first, second };

	if (commands[index].function (&commands[index], second ? 2 : first ? 1 : 0, argv))
		printf ("refused\n");
}

static void
do_word (char *word)
{
	grub_uint64_t start = bios_clock;

	if (strcmp (word, "boot") == 0)
		boot ();
	else if (strcmp (word, "load") == 0)
		load ();
	else if (strcmp (word, "tune") == 0) {
		bios_calls = 0;
		command (1, (char *) "vmlinuz", (char *) "bios.env");
		printf ("tuned in %lu ms\n", (unsigned long) ((bios_clock - start) / 1000000));
	} else if (strcmp (word, "heap") == 0)
		heap_print ();
	else if (strcmp (word, "show") == 0)
		command (0, 0, 0);
	else if (strncmp (word, "reads:", 6) == 0)
		command (0, word + 6, 0);
	else if (strncmp (word, "machine:", 8) == 0)
		snprintf (product, sizeof (product), "%s", word + 8);
	else if (strcmp (word, "env") == 0) {
		for (int i = 0; i < VARIABLES; i++)
			if (saved.names[i][0])
				printf ("%s=%s\n", saved.names[i], saved.values[i]);
	} else
		machine_set (word);
}

int
main (int argc, char **argv)
{
	static volatile int i;

	/* The BIOS reaches memory below 1 MiB only. */
	if (mmap ((void *) 0x68000, 0x9000, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) {
		perror ("cannot have the memory below 1 MiB that a BIOS uses");
		return (77);
	}
	for (i = 1; i < argc; i++)
		if (setjmp (power_off) == 0)
			do_word (argv[i]);
	return (0);
}
