/**
 * Conventions that every endpoint follows: problem documents (RFC 9457), cursor paging, entity tags, size limits.
 *
 * <p>A client sees one shape for everything that goes wrong, wherever it goes wrong: in a controller
 * ({@link ai.medsyn.platform.http.RequestRefused}), in Spring MVC, in a filter, or in Tomcat before any of our code runs. The
 * {@code code} member is for programs and never changes its meaning; the {@code detail} is for people and says what was expected, what was
 * found and what to do. A 5xx never explains itself to the client: it carries an incident number under which the log holds the cause.
 *
 * <p>Bodies are read strictly. A misspelt property that is silently ignored would build the wrong dataset for hours; a refused one costs a second.
 */
@NullMarked
package ai.medsyn.platform.http;

import org.jspecify.annotations.NullMarked;
