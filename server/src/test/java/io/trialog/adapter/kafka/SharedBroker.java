package io.trialog.adapter.kafka;

import io.trialog.testbroker.BrokerOptions;
import io.trialog.testbroker.TestBroker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all test classes that do not stop it; each test uses topics of its own. */
final class SharedBroker implements ParameterResolver {

    private static final class Running implements AutoCloseable {
        private final TestBroker broker = TestBroker.start(BrokerOptions.plain().withSecurity());

        @Override
        public void close() {
            broker.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).getOrComputeIfAbsent(Running.class).broker;
    }
}
