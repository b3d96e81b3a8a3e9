/**
 * The built-in writer: a grammar that composes reports, exact by construction.
 *
 * <p>First it decides what to say ({@code StatementPlanner}), then how: every sentence is filled from templates by kind of statement, with wordings of
 * particular concepts beside them, and is read back with the extractor before it is taken. A sentence that reads as anything else than its statements is
 * replaced by another one, in the end by the plainest. So wordings may be many and daring: what a template does to a name that nobody thought of shows
 * at once, and the grammar need not grow with the lexicon.
 */
@NullMarked
package ai.medsyn.generator.reports.grammar;

import org.jspecify.annotations.NullMarked;
