/**
 * Readers of real report collections: the Open-i archive as downloaded, and CSV files. What they read comes from outside:
 * sizes and counts are bounded, documents with a DTD are refused, names inside an archive are never used as paths, and every
 * report that is left out is counted by its reason. Both apply the same rules of arXiv 2310.07027.
 */
@NullMarked
package ai.medsyn.radiology.readers;

import org.jspecify.annotations.NullMarked;
