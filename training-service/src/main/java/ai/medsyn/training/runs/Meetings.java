package ai.medsyn.training.runs;

import ai.medsyn.vision.distributed.Rendezvous;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where the processes of a run meet, and for the how-many-eth time. */
@Component
class Meetings {

    private final JdbcClient jdbc;

    Meetings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One attempt to train together. */
    record Meeting(long number, Rendezvous place) {}

    /** Calls the other processes to a new place. */
    @Transactional
    public Meeting call(UUID training, Rendezvous place) {
        long number = jdbc.sql("""
                        insert into training_meeting (training, number, host, port) values (?, 1, ?, ?)
                        on conflict (training) do update set
                            number = training_meeting.number + 1, host = excluded.host, port = excluded.port
                        returning number
                        """)
                .params(training, place.host(), place.port())
                .query(Long.class)
                .single();
        return new Meeting(number, place);
    }

    /** The last call, if it is newer than the one that is known. */
    @Transactional(readOnly = true)
    public Optional<Meeting> after(UUID training, long known) {
        return jdbc.sql("select number, host, port from training_meeting where training = ? and number > ?")
                .params(training, known)
                .query((row, number) ->
                        new Meeting(row.getLong("number"), new Rendezvous(row.getString("host"), row.getInt("port"))))
                .optional();
    }
}
