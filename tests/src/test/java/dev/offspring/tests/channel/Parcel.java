package dev.offspring.tests.channel;

import java.util.List;

/** What these tests send. */
record Parcel(int number, String text, List<String> more) {}
