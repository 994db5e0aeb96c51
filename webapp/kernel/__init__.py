"""What every capability stands on: transactions, money, time, errors, signing, jobs. Knows no business."""
