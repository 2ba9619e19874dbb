package dev.berth.itest;

import dev.berth.itest.host.HostOptions;
import dev.berth.plugin.PluginManager;
import javax.inject.Inject;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** A test that runs inside a framework with Berth in it; one framework for each class. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class InBerth {
    @Inject protected PluginManager manager;
    @Inject protected BundleContext bundle;

    @Configuration
    public Option[] configuration() {
        return HostOptions.berth();
    }
}
