/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which block size is best on this BIOS: each is tried on fresh data of a file, in turn, several times. Of each call only the
 * fastest time counts, so that a machine that is busy for a moment, or a device that stops to think, misleads nobody.
 */
#include "biosreads.h"

/* Microseconds for all of it; one call more is possible. A BIOS that needs too long for the proof alone is not measured. */
enum { BUDGET = 380000, LONGEST_PROOF = 150000, MOST_ROUNDS = 6 };

/* Of sizes that cost up to so much more than the best, the largest is taken: it needs the fewest calls. */
enum { EQUAL_PERCENT = 103 };

/* GRUB's own way has to be better by so much: it is no other reading than ours, so less than that is chance. */
enum { STOCK_PERCENT = 105 };

static const char *const refuses = "fails at";
static const char *const lies = "garbles";

/* The smallest time of each call; a size of 4 KiB has eight in a unit, and GRUB's own read counts as one. */
struct measured {
	grub_uint32_t best[WAYS][UNIT / SAFE];
	int fails[WAYS];
	unsigned calls[WAYS];
	int units[WAYS]; /* how many were read whole */
	int rounds;	 /* the least of them, of the ways that may be the best */
	grub_uint64_t start;
	grub_uint32_t budget; /* microseconds from the start */
};

static void
note (grub_uint32_t *best, grub_uint32_t time)
{
	if (time == 0)
		time = 1;
	if (*best == 0 || time < *best)
		*best = time;
}

/* Reads one unit into BUFFER in blocks. An error must come twice to be one. */
static int
read_blocks (grub_disk_t disk, grub_disk_addr_t sector, int way, char *buffer)
{
	unsigned block = sectors_of (way), at;

	for (at = 0; at < UNIT; at += block) {
		if (!bios_call (disk->id, sector + at, block) && !bios_call (disk->id, sector + at, block))
			return (0);
		grub_memcpy (buffer + (at << GRUB_DISK_SECTOR_BITS), SCRATCH, block << GRUB_DISK_SECTOR_BITS);
	}
	return (1);
}

static int
read_stock (grub_disk_t disk, grub_disk_addr_t sector, unsigned piece, char *buffer)
{
	grub_err_t error;

	/* An error makes the driver give up AH=42h on this disk. */
	unsigned long flags = ((struct grub_biosdisk_data *) disk->data)->flags;
	grub_uint64_t total = disk->total_sectors;

	error = stock_in_pieces (disk, sector, UNIT, piece, buffer);
	((struct grub_biosdisk_data *) disk->data)->flags = flags;
	disk->total_sectors = total;
	grub_errno = GRUB_ERR_NONE;
	return (error == GRUB_ERR_NONE);
}

/* How many sectors one call of a way asks for. GRUB's own read counts as one call. */
static unsigned
sectors_of_call (int way)
{
	return (way == STOCK ? UNIT : sectors_of (way));
}

/* Reads some sectors of a unit in one way and notes the time of each call; stops where the time is up. */
static void
measure_way (grub_disk_t disk, grub_disk_addr_t sector, unsigned sectors, int way, char *buffer, struct measured *measured)
{
	unsigned block = sectors_of_call (way), at;

	for (at = 0; at < sectors && !measured->fails[way]; at += block) {
		grub_uint64_t start = ticks ();

		if (at && microseconds_since (measured->start) > measured->budget)
			return;
		measured->fails[way] = way == STOCK ? !read_stock (disk, sector, 0, buffer)
						    : !bios_call (disk->id, sector + at, block)
							  && !bios_call (disk->id, sector + at, block);
		note (&measured->best[way][at / block], microseconds_since (start));
		measured->calls[way]++;
	}
}

/* What a unit costs in microseconds, 0 where that is not known. Which calls of a unit are long by nature, such as those behind
 * a seek, only several rounds can tell from those that the machine was busy in; until then all cost what the shortest does. */
static grub_uint32_t
cost (const struct measured *measured, int way)
{
	grub_uint32_t sum = 0, least = 0;
	unsigned known = 0, calls = UNIT / sectors_of_call (way), i;

	for (i = 0; i < calls && !measured->fails[way]; i++)
		if (measured->best[way][i]) {
			sum += measured->best[way][i];
			known++;
			note (&least, measured->best[way][i]);
		}
	if (known == 0)
		return (0);
	return (measured->rounds < MOST_ROUNDS - 1 ? least * calls : sum * calls / known);
}

/* Whether a way may still turn out to be the best: the fewer calls it is known by, the more of its cost may be chance. */
static int
hopeful (const struct measured *measured, int way, grub_uint32_t least)
{
	unsigned calls = measured->calls[way] < 4 ? measured->calls[way] : 4;

	return (!measured->fails[way] && cost (measured, way) * calls <= least * 10);
}

/* The way to read the next unit in: of those that may be the best the one with which the least time was spent, for what takes
 * little time may be disturbed by as much. WAYS when all have had enough, or there is time for none. */
static int
next_way (struct measured *measured)
{
	grub_uint32_t least = 0, now = microseconds_since (measured->start);
	int way, next = WAYS, rounds = MOST_ROUNDS;

	for (way = 0; way < WAYS; way++)
		if (cost (measured, way) && (least == 0 || cost (measured, way) < least))
			least = cost (measured, way);
	for (way = 0; way < WAYS; way++) {
		if (!hopeful (measured, way, least))
			continue;
		if (measured->units[way] < rounds)
			rounds = measured->units[way];
		if (measured->units[way] < MOST_ROUNDS && now + cost (measured, way) <= measured->budget
		    && (next == WAYS
			|| measured->units[way] * cost (measured, way) < measured->units[next] * cost (measured, next)))
			next = way;
	}
	measured->rounds = rounds;
	return (next);
}

/* Half a unit of each size, twice, so that of every size something is known, however slow the BIOS is, or however long the
 * machine was busy with other things; and then whole units until there are enough, or the time is up. Returns the first unit
 * that is fresh. */
static unsigned
measure (grub_disk_t disk, grub_disk_addr_t first, unsigned units, char *buffer, struct measured *measured)
{
	unsigned unit = 1;
	int i, way;

	for (i = 0; i < 2 * SIZES && microseconds_since (measured->start) <= measured->budget; i++) {
		unsigned some = sectors_of (i % SIZES) < UNIT / 2 ? UNIT / 2 : sectors_of (i % SIZES);

		measure_way (disk, first + unit++ * UNIT, some, i % SIZES, buffer, measured);
	}
	while (unit < units && (way = next_way (measured)) != WAYS) {
		measure_way (disk, first + unit++ * UNIT, UNIT, way, buffer, measured);
		measured->units[way]++;
	}
	return (unit);
}

/* How long it takes, roughly, to prove that what was chosen reads right: a unit in the smallest pieces, and one in the largest.
 * Some calls more show whether it is the BIOS that is slow, or the machine that is busy. */
static grub_uint32_t
time_of_proof (grub_disk_t disk, grub_disk_addr_t sector, struct measured *measured)
{
	grub_uint32_t small = 0, large = 0;
	grub_uint64_t begin = ticks (), start;
	unsigned at;

	for (at = 0; at < 3 * SAFE
	     || (at < UNIT && small * (UNIT / SAFE) > LONGEST_PROOF && microseconds_since (begin) <= LONGEST_PROOF);
	     at += SAFE) {
		start = ticks ();
		bios_call (disk->id, sector + at, SAFE);
		note (&small, microseconds_since (start));
		note (&measured->best[0][at / SAFE], microseconds_since (start));
	}
	small *= UNIT / SAFE;
	if (small > LONGEST_PROOF)
		return (small);
	start = ticks ();
	bios_call (disk->id, sector, UNIT);
	note (&large, microseconds_since (start));
	/* That much slower than small ones no BIOS is; the machine was busy. */
	return (small + (large > 2 * small ? 2 * small : large));
}

static int
best_way (const grub_uint32_t *costs)
{
	grub_uint32_t least = 0;
	int way, best = STOCK;

	for (way = 0; way < SIZES; way++)
		if (costs[way] && (least == 0 || costs[way] < least))
			least = costs[way];
	for (way = 0; way < SIZES; way++)
		if (costs[way] && costs[way] * 100 <= least * EQUAL_PERCENT)
			best = way;
	if (costs[STOCK] && best != STOCK && costs[STOCK] * STOCK_PERCENT < costs[best] * 100)
		best = STOCK;
	return (best);
}

/* Whether GRUB's own driver, asked for pieces of this many sectors, reads the same as when asked for the smallest. */
static int
stock_reads (grub_disk_t disk, grub_disk_addr_t sector, unsigned piece, char *buffer, const char *right)
{
	return (read_stock (disk, sector, piece, buffer) && grub_memcmp (buffer, right, UNIT_BYTES) == 0);
}

/* Leaves all to GRUB's own driver, in the largest pieces that it reads without error; of 16 KiB at most, for which of its calls
 * get long in larger ones depends on the place. */
static void
give_up (grub_disk_t disk, grub_disk_addr_t sector, char *buffer, const char *right, struct findings *findings)
{
	int way = SIZES - 2;

	while (way > 0 && !stock_reads (disk, sector, sectors_of (way), buffer, right))
		way--;
	findings->choice.stock = 1;
	findings->choice.sectors = sectors_of (way);
}

/* Reads a unit in the way that was chosen and in the smallest pieces, and compares. */
static void
prove (grub_disk_t disk, grub_disk_addr_t sector, int way, char *buffer, struct findings *findings)
{
	char *right = buffer + UNIT_BYTES;
	int same;

	if (!read_stock (disk, sector, SAFE, right))
		findings->trouble = refuses;
	grub_memset (buffer, 0, UNIT_BYTES);
	same = way == STOCK ? read_stock (disk, sector, 0, buffer) : read_blocks (disk, sector, way, buffer);
	if (findings->trouble == 0 && (!same || grub_memcmp (buffer, right, UNIT_BYTES) != 0))
		findings->trouble = same ? lies : refuses;
	if (findings->trouble)
		give_up (disk, sector, buffer, right, findings);
}

/* Measures, chooses and proves. */
static void
choose (grub_disk_t disk, grub_disk_addr_t first, unsigned units, char *buffer, struct measured *measured,
	struct findings *findings)
{
	unsigned fresh = measure (disk, first, units - 1, buffer, measured);
	grub_uint32_t costs[WAYS];
	int way, best;

	for (way = 0; way < WAYS; way++) {
		costs[way] = cost (measured, way);
		findings->rates[way] = costs[way] ? UNIT_BYTES / 1024 * 1000000u / costs[way] : 0;
		if (measured->fails[way])
			findings->trouble = refuses;
	}
	best = best_way (costs);
	findings->choice.stock = best == STOCK;
	findings->choice.sectors = best == STOCK ? 0 : sectors_of (best);
	prove (disk, first + fresh * UNIT, best, buffer, findings);
}

/*
 * Finds the best way to read from DISK, from UNITS units at FIRST, which is a multiple of one. Returns 0 where this cannot be
 * found out: there is too little to read, or no memory.
 */
int
calibrate (grub_disk_t disk, grub_disk_addr_t first, unsigned units, struct findings *findings)
{
	struct measured measured;
	grub_uint32_t proof;
	char *buffer;

	grub_memset (findings, 0, sizeof (*findings));
	grub_memset (&measured, 0, sizeof (measured));
	if (units < 4 * WAYS)
		return (0);
	buffer = grub_malloc (2 * UNIT_BYTES);
	if (!buffer) {
		grub_errno = GRUB_ERR_NONE;
		return (0);
	}
	set_clock ();
	measured.start = ticks ();
	proof = time_of_proof (disk, first, &measured);
	findings->measured = proof <= LONGEST_PROOF;
	if (!findings->measured)
		findings->choice.stock = 1;
	else {
		measured.budget = BUDGET - proof;
		choose (disk, first, units, buffer, &measured, findings);
	}
	grub_free (buffer);
	return (1);
}

/* The one line that a person sees. */
void
print_findings (const struct findings *findings)
{
	int way;
	grub_uint32_t rate;

	if (findings->trouble) {
		grub_printf ("BIOS reads: GRUB's own by %u KiB, since this BIOS %s larger blocks\n",
			     findings->choice.sectors / 2, findings->trouble);
		return;
	}
	for (way = 0; way < SIZES && (findings->choice.stock || sectors_of (way) != findings->choice.sectors); way++)
		;
	/* Megabytes a second, in tenths. */
	rate = (findings->rates[way] * 1024 + 50000) / 100000;
	if (rate == 0)
		grub_printf ("BIOS reads: GRUB's own, since this BIOS is too slow to measure\n");
	else if (findings->choice.stock)
		grub_printf ("BIOS reads: GRUB's own, %u.%u MB/s\n", rate / 10, rate % 10);
	else
		grub_printf (
		    "BIOS reads: %u KiB blocks, %u.%u MB/s\n", findings->choice.sectors / 2, rate / 10, rate % 10);
}
