"""The configuration of an experiment, with the attributes that users of NNI know.

::

    config = ExperimentConfig('local')
    config.search_space = {'lr': {'_type': 'loguniform', '_value': [1e-4, 1]}}
    config.trial_command = 'python3 train.py'
    config.trial_concurrency = 2
    config.max_trial_number = 20
    config.tuner.name = 'TPE'

An attribute that is misspelt raises ``AttributeError`` where it is set. Everything else is checked by the server, which names all problems
at once; :meth:`ExperimentConfig.validate` asks it without starting anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Union

from trialog.errors import ConfigError, Problem
from trialog.experiment._fields import ConfigFields, absolute, as_json, camel_case, plain

__all__ = [
    "AlgorithmConfig",
    "ExperimentConfig",
    "ExternalConfig",
    "LocalConfig",
    "TrainingServiceConfig",
]

Duration = Union[str, int, timedelta]
"""``'90s'``, ``'10m'``, ``'1.5h'``, ``'2d'``, a number of seconds, or a ``timedelta``."""

_KAFKA_FILES = ("passwordfile", "cafile", "certificatefile", "keyfile")
_PATHS = ("trial_code_directory", "search_space_file", "experiment_working_directory")


@dataclass(init=False)
class AlgorithmConfig(ConfigFields):
    """A tuner or an assessor by its name, with its arguments."""

    name: Optional[str]
    class_args: Optional[Dict[str, Any]]

    def __init__(self, name: Optional[str] = None, class_args: Optional[Mapping[str, Any]] = None) -> None:
        self.name = name
        self.class_args = dict(class_args) if class_args is not None else None

    @staticmethod
    def of(given: Any, key: str) -> "AlgorithmConfig":
        """Read a name, a mapping with ``name`` and ``classArgs``, or an algorithm."""
        if given is None:
            return AlgorithmConfig()
        if isinstance(given, AlgorithmConfig):
            return given
        if isinstance(given, str):
            return AlgorithmConfig(given)
        if isinstance(given, Mapping):
            algorithm = AlgorithmConfig()
            algorithm._take(given)
            return algorithm
        raise TypeError("%s: %r (expected: a name, a dict with name and class_args, or a tuner such as TpeTuner())" % (key, given))

    @property
    def _blank(self) -> bool:
        return self.name is None and not self.class_args


@dataclass(init=False)
class TrainingServiceConfig(ConfigFields):
    """Where trials run, for platforms without a class of their own: ``TrainingServiceConfig('slurm', {'partition': 'gpu'})``."""

    platform: str
    options: Dict[str, Any]

    def __init__(self, platform: str, options: Optional[Mapping[str, Any]] = None) -> None:
        self.platform = platform
        self.options = dict(options or {})

    @staticmethod
    def of(given: Any) -> "Union[TrainingServiceConfig, LocalConfig, ExternalConfig]":
        """Read a platform's name, a mapping with ``platform`` and options, or a training service."""
        if isinstance(given, (TrainingServiceConfig, LocalConfig, ExternalConfig)):
            return given
        if isinstance(given, (list, tuple)):
            if len(given) == 1:
                return TrainingServiceConfig.of(given[0])
            raise ConfigError([Problem("%d of them (expected: one; several at a time are not there yet)" % len(given), "training_service")])
        if isinstance(given, str):
            given = {"platform": given}
        if not isinstance(given, Mapping):
            raise TypeError("training_service: %r (expected: a platform such as 'local', or LocalConfig())" % (given,))
        options = {key: value for key, value in given.items() if plain(key) != "platform"}
        platform = next((value for key, value in given.items() if plain(key) == "platform"), "local")
        if str(platform).strip().lower() == "local":
            local = LocalConfig()
            local._take(options)
            return local
        if str(platform).strip().lower() == "external":
            external = ExternalConfig()
            external._take(options)
            return external
        return TrainingServiceConfig(platform, options)

    def _json(self, skip: Any = ()) -> Dict[str, Any]:
        return {"platform": self.platform, **as_json(self.options)}


@dataclass(init=False)
class LocalConfig(ConfigFields):
    """Trials are processes on the server's machine."""

    platform: str
    trial_command: Optional[str]
    trial_code_directory: Optional[Union[str, Path]]
    trial_gpu_number: Optional[int]
    use_active_gpu: Optional[bool]
    max_trial_number_per_gpu: Optional[int]
    gpu_indices: Optional[Union[List[int], int, str]]
    reuse_mode: Optional[bool]
    grace_seconds: Optional[float]
    """How long a trial beyond its time limit has to end by itself."""

    def __init__(self, **options: Any) -> None:
        for name in self._names():
            setattr(self, name, None)
        self.platform = "local"
        self._take(options)


@dataclass(init=False)
class ExternalConfig(ConfigFields):
    """Nobody launches trials: clients ask for them, see :func:`trialog.connect`."""

    platform: str

    def __init__(self, **options: Any) -> None:
        self.platform = "external"
        self._take(options)


@dataclass(init=False)
class ExperimentConfig(ConfigFields):
    """Everything that makes an experiment. ``None`` is: not given."""

    experiment_name: Optional[str]
    search_space: Optional[Mapping[str, Any]]
    search_space_file: Optional[Union[str, Path]]
    trial_command: Optional[str]
    trial_code_directory: Optional[Union[str, Path]]
    """Relative paths are relative to the working directory, or to the file that :meth:`load` read. Default: ``.``"""
    working_copy: Optional[bool]
    """Whether the code directory is copied once, so that editing it does not change trials under way."""
    trial_concurrency: Optional[int]
    proposals_ahead: Optional[int]
    """How many proposals are made before a slot is free for them; ``None``: as many as are worth it."""
    max_trial_number: Optional[int]
    max_experiment_duration: Optional[Duration]
    max_trial_duration: Optional[Duration]
    retry: Optional[Mapping[str, Any]]
    """Which attempts are followed by another: ``{'on_loss': 2, 'on_failure': 1, 'exit_codes': [75]}``."""
    non_finite_metric: Optional[Any]
    trial_lease: Optional[Duration]
    duplicates: Optional[str]
    """``allow``, ``resample``, ``reuse`` or ``average``: what becomes of a configuration that a trial has had."""
    optimize_mode: Optional[str]
    """``minimize`` or ``maximize``."""
    objectives: Optional[List[Mapping[str, Any]]]
    """``[{'metric': 'loss', 'mode': 'minimize'}]``, the long form of ``optimize_mode``; several make ``Experiment.pareto_front`` the result."""
    tuner: AlgorithmConfig
    assessor: AlgorithmConfig
    training_service: Union[LocalConfig, ExternalConfig, TrainingServiceConfig]
    metric_transport: Optional[str]
    """``http`` or ``kafka``: how trials report."""
    event_feed: Optional[str]
    """``none`` or ``kafka``: where all that is recorded of the experiment is sent to."""
    kafka: Optional[Mapping[str, Any]]
    """``{'bootstrap_servers': ['broker:9092'], 'security': {...}}``; relative paths are relative as those of ``trial_code_directory``."""
    seed: Optional[int]
    durability: Optional[str]
    experiment_working_directory: Optional[Union[str, Path]]
    """Where the experiment's data directory, called as its id, is made. Default: ``TRIALOG_HOME``, else ``~/.trialog``."""
    # Keys of NNI's format; the server says of each what it does here.
    trial_gpu_number: Optional[int]
    experiment_type: Optional[str]
    use_annotation: Optional[bool]
    debug: Optional[bool]
    log_level: Optional[str]
    nni_manager_ip: Optional[str]
    tuner_gpu_indices: Optional[Union[List[int], int, str]]
    advisor: Optional[Any]
    shared_storage: Optional[Any]

    def __init__(self, training_service_platform: Any = None, **values: Any) -> None:
        """With a platform such as ``'local'`` (the default), and attributes by their names or by the configuration's keys."""
        object.__setattr__(self, "_base", None)
        for name in self._names():
            if name not in ("tuner", "assessor", "training_service"):
                object.__setattr__(self, name, None)
        self.tuner = AlgorithmConfig()
        self.assessor = AlgorithmConfig()
        self.training_service = LocalConfig() if training_service_platform is None else training_service_platform
        self._take(values)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("tuner", "assessor"):
            value = AlgorithmConfig.of(value, name)
        elif name == "training_service":
            value = TrainingServiceConfig.of(value)
        super().__setattr__(name, value)

    @classmethod
    def load(cls, path: Union[str, Path]) -> "ExperimentConfig":
        """Read a configuration file, JSON or YAML. Relative paths in it are relative to the file.

        JSON is read here. YAML is read by Trialog itself, which takes the time that Java takes to start, checks everything, and raises
        ``ConfigError`` with line numbers.
        """
        file = Path(path).expanduser().resolve()
        try:
            text = file.read_text(encoding="utf-8")
        except OSError as error:
            raise ConfigError([Problem("cannot be read: %s (expected: a configuration, JSON or YAML)" % error)], str(file)) from None
        try:
            content = json.loads(text)
        except ValueError as error:
            if file.suffix.lower() == ".json":
                raise ConfigError([Problem("not JSON: %s" % error)], str(file)) from None
            content = None
        if content is None:
            from trialog.experiment._command_line import read_configuration

            content = read_configuration(file)
        if not isinstance(content, dict):
            raise ConfigError([Problem("%s (expected: an object)" % type(content).__name__)], str(file))
        config = cls()
        try:
            config._take(content)
        except AttributeError as error:
            raise ConfigError([Problem(str(error))], str(file)) from None
        object.__setattr__(config, "_base", file.parent)
        return config

    def validate(self) -> List[Problem]:
        """Check everything, without starting an experiment; return what deserves a warning.

        Asks Trialog itself, which takes the time that Java takes to start. Where that is not there, only what Python can see is checked. Raises
        ``ConfigError`` with all problems.
        """
        from trialog.experiment._command_line import check_configuration

        self._check()
        return check_configuration(self.json())

    def json(self) -> Dict[str, Any]:
        """The configuration as the server and configuration files have it: keys in camel case, paths absolute, nothing that is not set."""
        base = self._base or Path.cwd()
        result: Dict[str, Any] = {}
        for name in self._names():
            value = getattr(self, name)
            if value is None or (name in ("tuner", "assessor") and value._blank):
                continue
            result[camel_case(name)] = absolute(value, base) if name in _PATHS else as_json(value._json() if isinstance(value, ConfigFields) else value)
        if "kafka" in result:
            result["kafka"] = _absolute_inside(result["kafka"], base)
        service = result["trainingService"]
        if "trialCodeDirectory" in service:
            service["trialCodeDirectory"] = absolute(service["trialCodeDirectory"], base)
        elif service["platform"] != "external":
            result.setdefault("trialCodeDirectory", str(base))
        return result

    def _check(self) -> None:
        """Raise what can be seen without a server."""
        problems: List[Problem] = []
        if self.search_space is None and self.search_space_file is None:
            expected = "search_space or search_space_file; {} when there is nothing to search"
            problems.append(Problem("missing (expected: %s)" % expected, "search_space"))
        if self.search_space is not None and not isinstance(self.search_space, Mapping):
            problems.append(Problem("%r (expected: a dict)" % (self.search_space,), "search_space"))
        service = self.training_service
        if isinstance(service, LocalConfig) and not self.trial_command and not service.trial_command:
            problems.append(Problem("missing (expected: the shell command that runs a trial)", "trial_command"))
        for name in ("trial_concurrency", "max_trial_number"):
            value = getattr(self, name)
            if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
                problems.append(Problem("%r (expected: an integer >= 1)" % (value,), name))
        base = self._base or Path.cwd()
        if self.trial_code_directory is not None and not Path(absolute(self.trial_code_directory, base)).is_dir():
            problems.append(Problem("%s (expected: a directory)" % absolute(self.trial_code_directory, base), "trial_code_directory"))
        if problems:
            raise ConfigError(problems)


def _absolute_inside(kafka: Any, base: Path) -> Any:
    """The same with absolute paths, however deep they are."""
    if not isinstance(kafka, Mapping):
        return kafka
    return {
        key: absolute(value, base) if plain(key) in _KAFKA_FILES and isinstance(value, str) else _absolute_inside(value, base)
        for key, value in kafka.items()
    }
