package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;

/**
 * A finished export.
 *
 * @param prefix under which all of its files lie
 * @param files how many, the checksum list included
 * @param bytes their sizes together
 * @param digest sha256 of the checksum list, and so of every file
 */
public record ExportResult(String format, ObjectName prefix, long files, long bytes, Sha256 digest) {}
