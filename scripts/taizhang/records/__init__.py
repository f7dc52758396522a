"""From YAML to checked, linked records: ``load(source, schemas) -> Book``; one file by ``Examiner.check``."""
