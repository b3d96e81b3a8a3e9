package ai.medsyn.generator.reports.llm;

/** A model behind an address. */
interface ChatEndpoint {

    /**
     * Asks once.
     *
     * @throws EndpointFailure if there is no answer to look at
     */
    Answer ask(ChatRequest request);
}
