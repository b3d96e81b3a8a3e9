/**
 * Reports written by a large language model behind an OpenAI-compatible endpoint.
 *
 * <p>A model promises nothing, so nothing is believed: FINDINGS are written from the entities and read back with the extractor, the difference goes back to
 * the model, a bounded number of times at falling temperature; then IMPRESSION from the FINDINGS, read back in the same way. What is still not exact is
 * kept with its last difference and left to curation, which rejects it by the same measure as any other text.
 *
 * <p>Two kinds of failure are kept apart. An answer that says the wrong thing costs an attempt of that report. An endpoint that does not answer (429, 5xx,
 * timeouts, broken bodies) costs no attempt: the call is repeated with growing pauses, and where that does not help the job is, later. Addresses come from
 * models that an administrator registered and from nowhere else; redirects are not followed, and answers are bounded in bytes and time.
 */
@NullMarked
package ai.medsyn.generator.reports.llm;

import org.jspecify.annotations.NullMarked;
