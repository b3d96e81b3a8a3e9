/**
 * Reports as pages for people: one HTML file each, with its style and pictures inside, so that it can be mailed, archived and read in twenty years. No
 * script runs in it. Charts are SVG in the page's own colours and follow the reader's light or dark theme.
 */
@NullMarked
package ai.medsyn.evaluation.pages;

import org.jspecify.annotations.NullMarked;
