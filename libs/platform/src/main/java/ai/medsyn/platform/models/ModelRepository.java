package ai.medsyn.platform.models;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface ModelRepository extends JpaRepository<Model, String> {

    @Query("select m from Model m where m.id > :after and (:kind is null or m.kind = :kind) order by m.id")
    List<Model> page(String after, @Nullable ModelKind kind, Limit limit);

    /**
     * Registers a built-in model, or its new version. One statement, since services start together.
     *
     * @return 0 if the id belongs to a model that somebody registered
     */
    @Transactional
    @Modifying
    @NativeQuery("""
            insert into model (id, kind, format, version, licence, parameters, built_in, registered_at)
            values (:id, :kind, 'BUILT_IN', :version, :licence, cast(:parameters as jsonb), true, :now)
            on conflict (id) do update
            set kind = excluded.kind, version = excluded.version, licence = excluded.licence, parameters = excluded.parameters
            where model.built_in
            """)
    int upsertBuiltIn(String id, String kind, String version, String licence, String parameters, Instant now);
}
