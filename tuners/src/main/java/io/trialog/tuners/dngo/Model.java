package io.trialog.tuners.dngo;

import io.trialog.tuners.candidate.ExpectedImprovement;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * What several networks and their regressions say of all points. Where they differ, too little is known (Lakshminarayanan et al.,
 * "Simple and scalable predictive uncertainty estimation using deep ensembles", NIPS 2017): one network alone is far too sure of
 * itself. Mutable.
 */
final class Model {

    private static final int ELITE = 5;

    private record Member(Basis basis, Regression regression) {}

    /** The mean and the variance of a loss. */
    private record Expected(double mean, double variance) {}

    private final List<Member> members;
    private final List<Point> elite;
    private double target = Double.POSITIVE_INFINITY;

    private Model(List<Member> members, List<Point> elite) {
        this.members = members;
        this.elite = elite;
    }

    /**
     * The model of losses.
     *
     * @param points where they were seen, the best ones first
     * @param best how many of the points are the best ones
     */
    static Model of(List<Basis> bases, List<Point> points, double[] losses, int best) {
        List<Member> members = new ArrayList<>();
        for (Basis basis : bases) {
            members.add(new Member(basis, new Regression(basis.at(points), losses)));
        }
        Model model = new Model(members, points.subList(0, Math.min(ELITE, best)));
        for (Point point : points.subList(0, best)) {
            model.target = Math.min(model.target, model.expected(point).mean());
        }
        return model;
    }

    /** The points of the best results. */
    List<Point> elite() {
        return elite;
    }

    /** The logarithm of the expected improvement on the best expected loss so far. */
    double gain(Point point) {
        Expected expected = expected(point);
        return ExpectedImprovement.log(expected.mean(), Math.sqrt(expected.variance()), target);
    }

    /** Takes a point that is being evaluated for as good as expected. */
    void believe(Point point) {
        members.forEach(member -> member.regression().believe(member.basis().at(point)));
    }

    private Expected expected(Point point) {
        double sum = 0;
        double squares = 0;
        double variances = 0;
        for (Member member : members) {
            double[] functions = member.basis().at(point);
            double mean = member.regression().mean(functions);
            double deviation = member.regression().deviation(functions);
            sum += mean;
            squares += mean * mean;
            variances += deviation * deviation;
        }
        int count = members.size();
        double mean = sum / count;
        return new Expected(mean, variances / count + Math.max(0, squares / count - mean * mean));
    }
}
