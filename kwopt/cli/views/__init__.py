"""What a terminal shows of each result. Rates are percents here and nowhere else."""
