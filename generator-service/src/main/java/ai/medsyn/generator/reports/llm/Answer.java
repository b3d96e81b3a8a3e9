package ai.medsyn.generator.reports.llm;

/**
 * What a model answered.
 *
 * @param text may be empty
 * @param finish why it stopped, in the endpoint's words: {@code stop}, {@code length}, {@code content_filter} …
 */
record Answer(String text, String finish, int promptTokens, int completionTokens) {}
