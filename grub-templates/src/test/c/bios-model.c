/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A BIOS whose faults and times are known, and whose clock is its own: a test of seconds takes none.
 */
#include "bios-model.h"

struct machine machine = { .call = 1000, .often = 10, .seed = 1, .start = 1 << 16, .size = 12 << 11, .tsc = 1, .timer = 1 };
long bios_calls, bios_largest, bios_unaligned;
grub_uint64_t bios_clock = 1;

static const struct {
	const char *name;
	long *value;
} words[] = {
	{ "call", &machine.call },	   { "sector", &machine.sector },     { "unaligned", &machine.unaligned },
	{ "knee", &machine.knee },	   { "slow", &machine.slow },	      { "noise", &machine.noise },
	{ "seed", &machine.seed },	   { "fails-above", &machine.fails_above }, { "lies-above", &machine.lies_above },
	{ "carry", &machine.carry },	   { "every", &machine.every },	      { "hang", &machine.hang },
	{ "registers", &machine.registers }, { "chs", &machine.chs },	      { "cd", &machine.cd },
	{ "large", &machine.large },	   { "other", &machine.other },	      { "start", &machine.start },
	{ "size", &machine.size },	   { "readonly", &machine.readonly }, { "tsc", &machine.tsc },
	{ "low", &machine.low },	   { "high", &machine.high },	      { "timer", &machine.timer },
	{ "stall", &machine.stall },	   { "pause", &machine.pause },	      { "absent", &machine.absent },
	{ "often", &machine.often },
};

void
machine_set (const char *word)
{
	const char *equals = strchr (word, '=');
	size_t i;

	for (i = 0; equals && i < sizeof (words) / sizeof (words[0]); i++)
		if (strlen (words[i].name) == (size_t) (equals - word)
		    && strncmp (words[i].name, word, equals - word) == 0) {
			*words[i].value = atol (equals + 1);
			return;
		}
	fprintf (stderr, "what is %s?\n", word);
	exit (2);
}

/* Channel 2 of the interval timer, which counts down from 65536 as long as its gate is open; any look at a port takes a microsecond. */
static grub_uint64_t timer_start;
static unsigned timer_gate, timer_latch, timer_byte;

static unsigned
timer_count (void)
{
	return (machine.timer && (timer_gate & 1) ? -((bios_clock - timer_start) * 1193182 / 1000000000) & 0xffff : 0xffff);
}

static void
pass (void)
{
	static unsigned looks;

	bios_clock += 1000;
	if (++looks % 8 == 0)
		bios_clock += machine.stall * 1000;
}

unsigned char
grub_inb (unsigned short port)
{
	pass ();
	return (port == 0x61 ? timer_gate : port == 0x42 ? timer_latch >> 8 * (timer_byte++ & 1) : 0xff);
}

void
grub_outb (unsigned char value, unsigned short port)
{
	pass ();
	if (port == 0x61)
		timer_gate = value;
	else if (port == 0x43 && value == 0x80)
		timer_latch = timer_count (), timer_byte = 0;
	else if (port == 0x42)
		timer_start = bios_clock;
}

/* GRUB's heap, as far as it gives large pieces: from the end of the only free one that is large enough. They are never used. */
enum { PIECES = 8 };

static struct piece {
	grub_addr_t start, end;
} pieces[PIECES];

void
heap_clear (void)
{
	memset (pieces, 0, sizeof (pieces));
}

/* The last address of the highest free memory of so many bytes; 0 where there is none. */
static grub_addr_t
heap_end (grub_size_t size)
{
	grub_addr_t end = (grub_addr_t) machine.high << 20;
	int i;

	for (i = 0; i < PIECES; i++)
		if (pieces[i].end && pieces[i].start < end && pieces[i].end + size > end) {
			end = pieces[i].start;
			i = -1;
		}
	return (end >= ((grub_addr_t) machine.low << 20) + size ? end : 0);
}

void *
grub_malloc (grub_size_t size)
{
	grub_addr_t end;
	int i;

	if (size < 1 << 20)
		return (malloc (size));
	end = heap_end (size + GRUB_MM_ALIGN);
	for (i = 0; end && i < PIECES; i++)
		if (!pieces[i].end) {
			pieces[i] = (struct piece) { end - size - GRUB_MM_ALIGN, end };
			return ((void *) (end - size));
		}
	grub_errno = GRUB_ERR_OUT_OF_MEMORY;
	return (0);
}

void
grub_free (void *memory)
{
	int i;

	for (i = 0; i < PIECES; i++)
		if (pieces[i].end && pieces[i].start + GRUB_MM_ALIGN == (grub_addr_t) memory) {
			pieces[i] = (struct piece) { 0, 0 };
			return;
		}
	free (memory);
}

void
heap_print (void)
{
	int i;

	for (i = 0; i < PIECES; i++)
		if (pieces[i].end)
			printf ("taken %lx to %lx\n", (unsigned long) pieces[i].start, (unsigned long) pieces[i].end);
	printf ("error %d\n", grub_errno);
}

/* What is in a sector: nothing that another has as well. */
void
content (grub_disk_addr_t sector, char *buffer)
{
	grub_uint64_t word = sector * 0x9E3779B97F4A7C15u + 1;
	int i;

	for (i = 0; i < 512; i += 8) {
		word ^= word << 13, word ^= word >> 7, word ^= word << 17;
		memcpy (buffer + i, &word, 8);
	}
}

static long
pseudo_random (long below)
{
	machine.seed = (machine.seed * 1103515245 + 12345) & 0x7fffffff;
	return (below ? (machine.seed >> 8) % below : 0);
}

/* Takes the time of a call. */
static void
spend (grub_uint64_t sector, long count)
{
	long time = machine.call + count * machine.sector;

	if (machine.knee && count > machine.knee)
		time += (count - machine.knee) * machine.slow;
	if ((count & (count - 1)) || sector % count)
		time += machine.unaligned;
	if (machine.noise && pseudo_random (100) < machine.often)
		time += pseudo_random (machine.noise);
	if (bios_calls == machine.pause)
		time += machine.absent;
	bios_clock += (grub_uint64_t) time * 1000;
}

static int
transfer (grub_uint64_t sector, long count, char *buffer)
{
	long i;

	bios_calls++;
	if (count > bios_largest)
		bios_largest = count;
	if ((count & (count - 1)) || sector % count)
		bios_unaligned++;
	spend (sector, count);
	if (bios_calls == machine.hang) {
		printf ("hangs\n");
		machine.hang = 0;
		return (-1);
	}
	if (bios_calls == machine.carry || (machine.every && bios_calls % machine.every == 0)
	    || (machine.fails_above && count > machine.fails_above))
		return (0);
	for (i = 0; i < count; i++)
		content (sector + i, buffer + i * 512);
	if (machine.lies_above && count > machine.lies_above)
		buffer[count * 512 - 7] ^= 1;
	return (1);
}

/* Whoever calls a BIOS that hangs is not coming back; the test's main program goes on from there. */
void bios_hung (void);

void
grub_bios_interrupt (int number, struct grub_bios_int_registers *r)
{
	struct grub_biosdisk_dap *packet;
	struct grub_biosdisk_dap asked;
	int done;

	if (number != 0x13 || (r->eax >> 8 & 0xff) != 0x42)
		abort ();
	packet = (void *) (((grub_addr_t) r->ds << 4) + (r->esi & 0xffff));
	asked = *packet;
	done = machine.chs ? 0 : transfer (asked.block, asked.blocks, (char *) (grub_addr_t) ((asked.buffer >> 16) << 4));
	if (done < 0)
		bios_hung ();
	r->flags = done ? 0 : GRUB_CPU_INT_FLAGS_CARRY;
	r->eax = done ? r->eax & 0xffff00ff : 0x0100;
	if (machine.registers) {
		r->eax |= 0xdead0077;
		r->flags |= 0xffff & ~GRUB_CPU_INT_FLAGS_CARRY;
		r->es = r->ds = r->dummy = 0xbeef;
		r->ebx = r->ecx = r->edi = r->esi = r->edx = 0xffffffff;
		memset (packet, 0xff, sizeof (*packet));
	}
}
