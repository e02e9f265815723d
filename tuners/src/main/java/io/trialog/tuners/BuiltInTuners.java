package io.trialog.tuners;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.anneal.AnnealTunerFactory;
import io.trialog.tuners.asha.AshaTunerFactory;
import io.trialog.tuners.auto.AutoTunerFactory;
import io.trialog.tuners.batch.BatchTunerFactory;
import io.trialog.tuners.bohb.BohbTunerFactory;
import io.trialog.tuners.cmaes.CmaesTunerFactory;
import io.trialog.tuners.curvefitting.CurveFittingFactory;
import io.trialog.tuners.dngo.DngoTunerFactory;
import io.trialog.tuners.evolution.EvolutionTunerFactory;
import io.trialog.tuners.gp.GpTunerFactory;
import io.trialog.tuners.grid.GridSearchTunerFactory;
import io.trialog.tuners.hyperband.HyperbandTunerFactory;
import io.trialog.tuners.medianstop.MedianStopFactory;
import io.trialog.tuners.metis.MetisTunerFactory;
import io.trialog.tuners.nsga2.Nsga2TunerFactory;
import io.trialog.tuners.patience.PatienceFactory;
import io.trialog.tuners.pbt.PbtTunerFactory;
import io.trialog.tuners.percentile.PercentileStopFactory;
import io.trialog.tuners.qmc.SobolTunerFactory;
import io.trialog.tuners.random.RandomTunerFactory;
import io.trialog.tuners.smac.SmacTunerFactory;
import io.trialog.tuners.successivehalving.SuccessiveHalvingFactory;
import io.trialog.tuners.threshold.ThresholdFactory;
import io.trialog.tuners.tpe.TpeLegacyTunerFactory;
import io.trialog.tuners.tpe.TpeTunerFactory;
import java.util.List;

/** The plugin that brings the built-in tuners and assessors. */
@SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR)
public final class BuiltInTuners implements Plugin {

    @Override
    public List<TunerFactory> tuners() {
        return List.of(
                new AutoTunerFactory(),
                new TpeTunerFactory(),
                new RandomTunerFactory(),
                new SobolTunerFactory(),
                new GpTunerFactory(),
                new AnnealTunerFactory(),
                new EvolutionTunerFactory(),
                new GridSearchTunerFactory(),
                new BatchTunerFactory(),
                new CmaesTunerFactory(),
                new DngoTunerFactory(),
                new Nsga2TunerFactory(),
                new SmacTunerFactory(),
                new MetisTunerFactory(),
                new HyperbandTunerFactory(),
                new AshaTunerFactory(),
                new BohbTunerFactory(),
                new PbtTunerFactory(),
                new TpeLegacyTunerFactory());
    }

    @Override
    public List<AssessorFactory> assessors() {
        return List.of(
                new MedianStopFactory(),
                new CurveFittingFactory(),
                new SuccessiveHalvingFactory(),
                new PercentileStopFactory(),
                new PatienceFactory(),
                new ThresholdFactory());
    }
}
