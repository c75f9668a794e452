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
 *
 * While a machine is measured its choice is "measuring": whoever finds that knows that it did not come back from it. The power may
 * have failed, so the start after the next ("again") measures it once more ("measuring-again"), and never a third time.
 */
#include "biosreads.h"

enum { MACHINES = 16, NAME = 20, PART = 32, MACHINE = 3 * (PART + 1), ENTRY = MACHINE + READING_TEXT + WAYS * 11 };

static const grub_uint32_t nothing_measured[WAYS];

static const char *const measuring = "measuring";
static const char *const again = "again";
static const char *const measuring_again = "measuring-again";

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
	char *argv[MACHINES + 1];
	char *option = grub_xasprintf ("--file=%s", file);
	int i, done;

	if (!option)
		return (0);
	argv[0] = option;
	for (i = 0; i < MACHINES; i++) {
		grub_snprintf (names[i], sizeof (names[i]), "bios_%d", i);
		argv[i + 1] = names[i];
	}
	done = run (command, MACHINES + 1, argv);
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

/* Sets a variable, or unsets it for a null pointer. */
static void
set_variable (int index, const char *value)
{
	char name[NAME];

	grub_snprintf (name, sizeof (name), "bios_%d", index);
	if (value)
		grub_env_set (name, value);
	else
		grub_env_unset (name);
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

/* Takes the choice out of the entry for this machine, into READING_TEXT bytes. */
static int
recall (const char *machine, char *choice)
{
	int i = find (machine);
	const char *from;
	unsigned n;

	if (i == MACHINES)
		return (0);
	from = variable (i) + grub_strlen (machine) + 1;
	for (n = 0; n + 1 < READING_TEXT && from[n] && from[n] != ':'; n++)
		choice[n] = from[n];
	choice[n] = '\0';
	return (1);
}

/* Puts this machine in front of the list; whatever was last in a full one falls out. */
static void
remember (const char *machine, const char *choice, const grub_uint32_t *rates)
{
	char entry[ENTRY];
	int i = find (machine);

	if (i == MACHINES)
		i = MACHINES - 1;
	for (; i > 0; i--)
		if (*variable (i - 1))
			set_variable (i, variable (i - 1));
	grub_snprintf (entry, sizeof (entry), "%s:%s:%u:%u:%u:%u:%u", machine, choice, rates[0], rates[1], rates[2], rates[3],
		       rates[STOCK]);
	set_variable (0, entry);
}

/* Takes this machine off the list. */
static void
forget (const char *machine)
{
	int i;

	for (i = find (machine); i < MACHINES; i++)
		set_variable (i, i + 1 < MACHINES && *variable (i + 1) ? variable (i + 1) : 0);
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
find_out (grub_file_t file, const char *machine, const char *note, const char *environment)
{
	struct findings findings;
	char choice[READING_TEXT];
	unsigned units;
	grub_disk_t disk = file->device->disk;
	grub_disk_addr_t first = fresh_data (file, &units);
	int noted = 0, found;

	if (machine) {
		remember (machine, note, nothing_measured);
		noted = exchange ("save_env", environment);
	}
	found = calibrate (disk, first, units, &findings);
	if (found) {
		tune_disk (disk, findings.choice);
		print_findings (&findings);
	}
	if (machine && found && findings.measured) {
		format_reading (findings.choice, choice);
		remember (machine, choice, findings.rates);
	} else if (machine)
		forget (machine);
	if (noted)
		exchange ("save_env", environment);
	return (found);
}

/* The last measuring was the last that this machine did then: GRUB's own reads, small. */
static void
survive (grub_disk_t disk, const char *machine, int for_good, const char *environment)
{
	struct reading safe = { 1, SAFE };
	char choice[READING_TEXT];

	grub_printf ("BIOS reads: GRUB's own by %u KiB; measuring %s\n", SAFE / 2,
		     for_good ? "hung twice" : "did not end the last time");
	tune_disk (disk, safe);
	format_reading (safe, choice);
	remember (machine, for_good ? choice : again, nothing_measured);
	exchange ("save_env", environment);
}

/* Uses what is known of this machine, or finds it out. Returns 0 where nothing can be. */
static int
tune (grub_file_t file, const char *environment)
{
	char machine[MACHINE + 1], known[READING_TEXT];
	struct reading choice;

	if (!identify (machine))
		return (find_out (file, 0, 0, environment));
	exchange ("load_env", environment);
	if (!recall (machine, known))
		return (find_out (file, machine, measuring, environment));
	if (grub_strcmp (known, again) == 0)
		return (find_out (file, machine, measuring_again, environment));
	if (grub_strcmp (known, measuring) == 0 || grub_strcmp (known, measuring_again) == 0)
		survive (file->device->disk, machine, known[grub_strlen (measuring)] != '\0', environment);
	else if (parse_reading (known, &choice))
		tune_disk (file->device->disk, choice);
	else
		return (find_out (file, machine, measuring, environment));
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
