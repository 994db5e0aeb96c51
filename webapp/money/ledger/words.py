"""Words of the ledger."""

from webapp.kernel.words import Counted, Words

WORDS: Words = {
    "ledger.account.commission_payable": ("可提现佣金", "Commission payable"),
    "ledger.account.commission_pending": ("待结算佣金", "Commission pending"),
    "ledger.title": ("账本", "Ledger"),
    "ledger.key": ("凭证键", "Key"),
    "ledger.kind": ("类型", "Kind"),
    "ledger.account": ("科目", "Account"),
    "ledger.owner": ("谁的", "Whose"),
    "ledger.reference": ("关于", "About"),
    "ledger.when": ("时间", "When"),
    "ledger.amount": ("金额", "Amount"),
    "ledger.sum": ("本页合计", "Sum of this page"),
    "ledger.sound": (
        "账是平的：{entries} 条分录合计 {sum}，没有一笔交易不平。",
        "The books balance: {entries} entries sum to {sum}, and every transaction to zero.",
    ),
    "ledger.unsound": Counted(
        "账不平：有 {count} 处违反账本规则。请立即停止结算并找开发。",
        "The books do not balance: {count} law of the books is broken. Stop settlements and call the developers now.",
        "The books do not balance: {count} laws of the books are broken. Stop settlements and call the developers now.",
    ),
    "ledger.prove": ("核对全部账目", "Check all the books"),
    "ledger.purses": Counted("{count} 位店主", "of {count} shopkeeper", "of {count} shopkeepers"),
    "ledger.balances": ("科目余额", "Balances"),
    "ledger.empty.title": ("还没有交易", "No transactions yet"),
    "ledger.empty.text": ("第一笔付款到账后，这里开始记账。", "The first payment opens the books."),
    "ledger.transaction.payment": ("收款", "Payment"),
    "ledger.transaction.accrual": ("计佣", "Commission accrued"),
    "ledger.transaction.settlement": ("佣金结算", "Commission settled"),
    "ledger.transaction.void": ("佣金作废", "Commission voided"),
    "ledger.transaction.clawback": ("佣金收回", "Commission taken back"),
    "ledger.transaction.refund_promised": ("应退", "Refund promised"),
    "ledger.transaction.refund_withdrawn": ("撤销应退", "Refund withdrawn"),
    "ledger.transaction.refund": ("退款", "Refund"),
    "ledger.account.wx_clearing": ("微信待清算", "WeChat clearing"),
    "ledger.account.sales": ("销售", "Sales"),
    "ledger.account.commission_expense": ("佣金费用", "Commission expense"),
    "ledger.account.refunds_payable": ("应退款", "Refunds payable"),
    "nav.ledger": ("账本", "Ledger"),
    "permission.ledger.view": ("看账本", "See the ledger"),
    "error.unbalanced": (
        "这笔分录和它的种类不符，或者合计不为零。",
        "This posting does not fit its kind or does not sum to zero.",
    ),
    # What is held about a person
    "held.blocker.account": ("小店还有没结清的收益", "earnings of the shop not yet paid out"),
    "held.column.balance_fen": ("余额（分）", "balance (fen)"),
    "held.table.account": ("我的账户", "My accounts"),
    "held.table.entry": ("账户流水", "Entries of my accounts"),
}
