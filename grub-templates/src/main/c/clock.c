/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long something took. GRUB compares the processor's counter with a timer for one millisecond when it starts, and whatever
 * interrupts that (a virtual machine's host, System Management Mode) makes its rate wrong by as much: measured, by a factor of four
 * either way. So the counter is compared once more, with channel 2 of the interval timer (Intel 8254), which counts 1193182 times a
 * second: over more time, between moments that are known to be short.
 */
#include "biosreads.h"

enum { CONTROL = 0x43, CHANNEL_2 = 0x42, GATE = 0x61 };
enum { GATE_ON = 1, SPEAKER_ON = 2 };
enum { FROM_FULL_IN_MODE_2 = 0xb4, LATCH_CHANNEL_2 = 0x80 };

/* Counts of the timer, of which it has 65536: 8 ms. And how often what is compared has to come out the same, within 1/32. */
enum { SPAN = 9546, MOST_SPANS = 6 };

/* One look at both; of several, the one is taken that took the shortest time. */
enum { LOOKS = 8 };

struct moment {
	grub_uint64_t processor;
	grub_uint16_t timer;
};

static grub_uint32_t ticks_in_ms;

static struct moment
look (void)
{
	struct moment moment = { 0, 0 };
	grub_uint64_t before, took, shortest = 0;
	grub_uint16_t count;
	int i;

	for (i = 0; i < LOOKS; i++) {
		before = grub_get_tsc ();
		grub_outb (LATCH_CHANNEL_2, CONTROL);
		took = grub_get_tsc () - before;
		count = grub_inb (CHANNEL_2);
		count |= grub_inb (CHANNEL_2) << 8;
		if (i == 0 || took < shortest) {
			shortest = took;
			moment.processor = before + (took >> 1);
			moment.timer = count;
		}
	}
	return (moment);
}

/* Ticks of the processor in a millisecond, 0 where the timer stands still. */
static grub_uint32_t
compare (void)
{
	struct moment first = look (), last;
	grub_uint16_t counts;
	int patience = 1 << 10;

	do {
		last = look ();
		counts = first.timer - last.timer; /* it counts down */
	} while (counts < SPAN && --patience);
	if (counts < SPAN || (last.processor - first.processor) >> 32)
		return (0);
	return (grub_divmod64 ((last.processor - first.processor) * 1193182, counts * 1000u, 0));
}

/* Finds out how fast the processor counts. Without a timer, GRUB's word is taken. */
void
set_clock (void)
{
	unsigned char gate = grub_inb (GATE);
	grub_uint32_t before = 0;
	int i;

	if (grub_tsc_rate == 0)
		return;
	ticks_in_ms = grub_divmod64 (1ull << 32, grub_tsc_rate, 0);
	grub_outb ((gate & ~SPEAKER_ON) | GATE_ON, GATE);
	grub_outb (FROM_FULL_IN_MODE_2, CONTROL);
	grub_outb (0, CHANNEL_2);
	grub_outb (0, CHANNEL_2);
	for (i = 0; i < MOST_SPANS; i++) {
		grub_uint32_t now = compare ();

		if (now == 0)
			break;
		ticks_in_ms = now;
		if ((now > before ? now - before : before - now) < now / 32)
			break;
		before = now;
	}
	grub_outb (gate, GATE);
}

/* Of the processor, or where it does not count, milliseconds. */
grub_uint64_t
ticks (void)
{
	return (grub_tsc_rate ? grub_get_tsc () : grub_get_time_ms ());
}

grub_uint32_t
microseconds_since (grub_uint64_t start)
{
	grub_uint64_t passed = ticks () - start;

	if (grub_tsc_rate == 0)
		return ((grub_uint32_t) passed * 1000);
	/* Whoever waited for that long has waited for too long anyway. */
	if (passed >> 40)
		passed = 1ull << 40;
	return (grub_divmod64 (passed * 1000, ticks_in_ms, 0));
}
