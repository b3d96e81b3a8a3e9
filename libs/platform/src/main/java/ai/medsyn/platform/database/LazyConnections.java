package ai.medsyn.platform.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.stereotype.Component;

/** Transactions take their connection when the first statement runs: work that computes for minutes holds none meanwhile. */
@Component
class LazyConnections implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource dataSource && !(bean instanceof LazyConnectionDataSourceProxy)) {
            LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
            lazy.setTargetDataSource(dataSource);
            lazy.setDefaultAutoCommit(true);
            lazy.setDefaultTransactionIsolation(java.sql.Connection.TRANSACTION_READ_COMMITTED);
            return lazy;
        }
        return bean;
    }
}
