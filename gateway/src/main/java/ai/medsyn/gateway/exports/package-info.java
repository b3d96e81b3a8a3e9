/**
 * Sealed datasets as files that other tools read: a plain folder (Hugging Face imagefolder) and WebDataset tar shards, each with a
 * Croissant 1.1 card, a README card, the canonical manifest and a checksum list.
 *
 * <p>An export is a function of the sealed dataset and of nothing else: no clock, no host, no order of a hash table. The same dataset gives
 * the same bytes whenever and wherever it is exported, so an export that broke off is simply run again: objects that are already there are
 * put again with the same bytes, which the store treats as done. The checksum list is written last: an export is whole once it is there.
 *
 * <p>Samples are streamed in position order and never held: what grows with them goes to scratch files, what is counted goes to counters.
 * While they pass, the manifest digest is computed again and compared with the one under which the dataset was sealed.
 */
@NullMarked
package ai.medsyn.gateway.exports;

import org.jspecify.annotations.NullMarked;
