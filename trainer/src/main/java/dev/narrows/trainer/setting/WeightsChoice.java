package dev.narrows.trainer.setting;

/** What the weights of a served model are kept as. */
public enum WeightsChoice {
    /** As they were trained. */
    FLOAT32,
    /** One byte each; large layers compute in whole numbers. */
    INT8,
    /** {@link #INT8} where that is faster and costs no more than a hundredth of the error, {@link #FLOAT32} else. */
    AUTO
}
