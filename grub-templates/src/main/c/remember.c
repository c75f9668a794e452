/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was found out about machines, so that each is measured once: variables bios_0 (the latest) to bios_15 of an environment
 * block, each of the form
 *
 *     VENDOR/PRODUCT/BIOS-VERSION:CHOICE:4K:8K:16K:32K:STOCK
 *
 * with the names from SMBIOS, in which whatever is not a letter, digit, dot or dash is an underscore; a choice as bios_reads
 * takes it; and rates in KiB a second. "htg stick bios" on the stick reads this. A machine without names is measured at each
 * start, and so is one whose stick cannot be written to.
 */
#include "biosreads.h"

enum { MACHINES = 16, NAME = 20, PART = 32, MACHINE = 3 * (PART + 1), ENTRY = MACHINE + READING_TEXT + WAYS * 11 };

/* Holds the machine's name while it is measured. */
#define TRYING "bios_trying"

/* Calls a command of another module. What it has to complain about is not for the screen: each has something to fall back on. */
static int
run (const char *name, int argc, char **argv)
{
	grub_err_t error;

	grub_error_push ();
	error = grub_command_execute (name, argc, argv);
	if (error == GRUB_ERR_NONE)
		error = grub_errno;
	grub_errno = GRUB_ERR_NONE;
	grub_error_pop ();
	return (error == GRUB_ERR_NONE);
}

/* Loads or saves all variables of the environment block. */
static int
exchange (const char *command, const char *file)
{
	static char names[MACHINES][NAME];
	char *argv[MACHINES + 2];
	char *option = grub_xasprintf ("--file=%s", file);
	int i, done;

	if (!option)
		return (0);
	argv[0] = option;
	for (i = 0; i < MACHINES; i++) {
		grub_snprintf (names[i], sizeof (names[i]), "bios_%d", i);
		argv[i + 1] = names[i];
	}
	argv[MACHINES + 1] = (char *) TRYING;
	done = run (command, MACHINES + 2, argv);
	grub_free (option);
	return (done);
}

static const char *
variable (int index)
{
	char name[NAME];
	const char *value;

	grub_snprintf (name, sizeof (name), "bios_%d", index);
	value = grub_env_get (name);
	return (value ? value : "");
}

static void
set_variable (int index, const char *value)
{
	char name[NAME];

	grub_snprintf (name, sizeof (name), "bios_%d", index);
	grub_env_set (name, value);
}

/* Appends what SMBIOS has in this string to NAME, in plain letters; returns its length. */
static unsigned
append_smbios (char *name, const char *type, const char *string)
{
	char *argv[] = { (char *) "--type",	  (char *) type,    (char *) "--get-string",
			 (char *) string, (char *) "--set", (char *) "bios_string" };
	const char *value = "";
	unsigned length;

	grub_env_unset ("bios_string");
	if (run ("smbios", 6, argv) && grub_env_get ("bios_string"))
		value = grub_env_get ("bios_string");
	for (length = 0; length < PART && value[length]; length++) {
		char c = value[length];
		int plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';

		name[length] = plain ? c : '_';
	}
	while (length && name[length - 1] == '_')
		length--;
	grub_env_unset ("bios_string");
	return (length);
}

/* Which machine this is, in MACHINE bytes; 0 if it does not say. */
static int
identify (char *machine)
{
	unsigned vendor = append_smbios (machine, "1", "4"), product, version;
	char *at = machine + vendor;

	*at++ = '/';
	product = append_smbios (at, "1", "5");
	at += product;
	*at++ = '/';
	version = append_smbios (at, "0", "5");
	at[version] = '\0';
	return (vendor || product || version);
}

/* Where in the list this machine is, or MACHINES. */
static int
find (const char *machine)
{
	unsigned length = grub_strlen (machine);
	int i;

	for (i = 0; i < MACHINES; i++)
		if (grub_strncmp (variable (i), machine, length) == 0 && variable (i)[length] == ':')
			break;
	return (i);
}

/* Takes the choice out of an entry that is for this machine. */
static int
recall (const char *machine, struct reading *choice)
{
	int i = find (machine);
	char text[READING_TEXT];
	const char *from;
	unsigned n;

	if (i == MACHINES)
		return (0);
	from = variable (i) + grub_strlen (machine) + 1;
	for (n = 0; n + 1 < sizeof (text) && from[n] && from[n] != ':'; n++)
		text[n] = from[n];
	text[n] = '\0';
	return (parse_reading (text, choice));
}

/* Puts this machine in front of the list; whatever was last in a full one falls out. */
static void
remember (const char *machine, const struct findings *findings)
{
	char choice[READING_TEXT], entry[ENTRY];
	int i = find (machine);

	if (i == MACHINES)
		i = MACHINES - 1;
	for (; i > 0; i--)
		if (*variable (i - 1))
			set_variable (i, variable (i - 1));
	format_reading (findings->choice, choice);
	grub_snprintf (entry, sizeof (entry), "%s:%s:%u:%u:%u:%u:%u", machine, choice, findings->rates[0], findings->rates[1],
		       findings->rates[2], findings->rates[3], findings->rates[STOCK]);
	set_variable (0, entry);
}

/* Finds data to read: whatever is there from one MiB of this file on. Returns the first whole unit, 0 if there is none. */
static grub_disk_addr_t
fresh_data (grub_file_t file, unsigned *units)
{
	grub_off_t start = 1 << 20;
	char byte;

	*units = 0;
	if (file->size <= start || grub_file_seek (file, start) == (grub_off_t) -1 || grub_file_read (file, &byte, 1) != 1)
		return (0);
	*units = (unsigned) ((file->size - start) >> (GRUB_DISK_SECTOR_BITS + GRUB_DISK_CACHE_BITS));
	if (*units > 1)
		*units -= 2;
	return ((last_read () & ~(grub_disk_addr_t) (UNIT - 1)) + UNIT);
}

/* Measures, with a note on the stick meanwhile, for a BIOS that never comes back from it. */
static int
find_out (grub_file_t file, const char *machine, const char *environment)
{
	struct findings findings;
	unsigned units;
	grub_disk_t disk = file->device->disk;
	grub_disk_addr_t first = fresh_data (file, &units);
	int noted = 0, found;

	if (machine) {
		grub_env_set (TRYING, machine);
		noted = exchange ("save_env", environment);
	}
	found = calibrate (disk, first, units, &findings);
	if (found) {
		tune_disk (disk, findings.choice);
		print_findings (&findings);
	}
	if (noted) {
		grub_env_unset (TRYING);
		if (found && findings.measured)
			remember (machine, &findings);
		exchange ("save_env", environment);
	}
	return (found);
}

/* The last measuring was the last that this machine did: from now on, GRUB's own reads, small. */
static void
survive (grub_disk_t disk, const char *machine, const char *environment)
{
	struct findings findings = { { 1, SAFE }, { 0, 0, 0, 0, 0 }, 0, 0 };

	grub_printf ("BIOS reads: GRUB's own by %u KiB, since measuring hung this BIOS\n", SAFE / 2);
	tune_disk (disk, findings.choice);
	grub_env_unset (TRYING);
	remember (machine, &findings);
	exchange ("save_env", environment);
}

/* Uses what is known of this machine, or finds it out. Returns 0 where nothing can be. */
static int
tune (grub_file_t file, const char *environment)
{
	char machine[MACHINE + 1];
	struct reading choice;
	const char *trying;

	if (!identify (machine))
		return (find_out (file, 0, environment));
	exchange ("load_env", environment);
	trying = grub_env_get (TRYING);
	if (trying && grub_strcmp (trying, machine) == 0)
		survive (file->device->disk, machine, environment);
	else if (recall (machine, &choice))
		tune_disk (file->device->disk, choice);
	else
		return (find_out (file, machine, environment));
	return (1);
}

/* bios_tune FILE ENVIRONMENT: reads in the best way from here on; FILE is one that is about to be read. */
grub_err_t
command_bios_tune (grub_command_t command, int argc, char **argv)
{
	struct reading before = reading, careful = { 0, 2 * SAFE };
	grub_file_t file;

	(void) command;
	if (argc != 2)
		return (grub_error (GRUB_ERR_BAD_ARGUMENT, "expected a file and an environment block"));
	file = grub_file_open (argv[0], GRUB_FILE_TYPE_CAT | GRUB_FILE_TYPE_NO_DECOMPRESS);
	if (file && file->device->disk && is_tunable (file->device->disk)) {
		tune_disk (file->device->disk, careful);
		if (!tune (file, argv[1]))
			tune_disk (file->device->disk, before);
	}
	if (file)
		grub_file_close (file);
	/* Whoever reads the file next says what is wrong with it. */
	grub_errno = GRUB_ERR_NONE;
	return (GRUB_ERR_NONE);
}
