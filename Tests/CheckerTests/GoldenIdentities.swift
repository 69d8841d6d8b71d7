/// Computed from the files by an implementation of the page in Python.
let golden: [(String, String, String)] = [
  (
    "append-nil.cert", "list",
    "6f777128a621cecbc60634904d981c71f813006d8828c2fb97000a217072890a.0"
  ),
  (
    "append-nil.cert", "nil",
    "6f777128a621cecbc60634904d981c71f813006d8828c2fb97000a217072890a.1"
  ),
  (
    "append-nil.cert", "cons",
    "6f777128a621cecbc60634904d981c71f813006d8828c2fb97000a217072890a.2"
  ),
  (
    "append-nil.cert", "append",
    "d1925e7cd0272a0cbcf1dff3454ce09cb4a50a6f5de97be6dc3a9fef29bd5f6a.0"
  ),
  (
    "ackermann.cert", "nat",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.0"
  ),
  (
    "ackermann.cert", "z",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.1"
  ),
  (
    "ackermann.cert", "s",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.2"
  ),
  (
    "ackermann.cert", "ack",
    "3541e8a55a1c89cec9939621abfb2c087d900e08dddf241b75f447354ae809b6.0"
  ),
  (
    "induct-mutual.cert", "nat",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.0"
  ),
  (
    "induct-mutual.cert", "z",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.1"
  ),
  (
    "induct-mutual.cert", "s",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.2"
  ),
  (
    "induct-mutual.cert", "even",
    "e82ad7ab539e55efa50c4d6f6a5650493bfb2b54ed056484e4e1f8ca6b0010a0.0"
  ),
  (
    "induct-mutual.cert", "odd",
    "e82ad7ab539e55efa50c4d6f6a5650493bfb2b54ed056484e4e1f8ca6b0010a0.1"
  ),
  (
    "induct-polymorphic.cert", "list",
    "6f777128a621cecbc60634904d981c71f813006d8828c2fb97000a217072890a.0"
  ),
  (
    "induct-polymorphic.cert", "nil",
    "6f777128a621cecbc60634904d981c71f813006d8828c2fb97000a217072890a.1"
  ),
  (
    "induct-polymorphic.cert", "cons",
    "6f777128a621cecbc60634904d981c71f813006d8828c2fb97000a217072890a.2"
  ),
  (
    "induct-polymorphic.cert", "nat",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.0"
  ),
  (
    "induct-polymorphic.cert", "z",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.1"
  ),
  (
    "induct-polymorphic.cert", "s",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.2"
  ),
  (
    "data.cert", "tree",
    "e839cb707c43d9a11792d80aeaebcab60dcec17138b91544b118f61a21d50c68.0"
  ),
  (
    "data.cert", "branch",
    "e839cb707c43d9a11792d80aeaebcab60dcec17138b91544b118f61a21d50c68.1"
  ),
  (
    "data.cert", "forest",
    "e839cb707c43d9a11792d80aeaebcab60dcec17138b91544b118f61a21d50c68.2"
  ),
  (
    "data.cert", "bare",
    "e839cb707c43d9a11792d80aeaebcab60dcec17138b91544b118f61a21d50c68.3"
  ),
  (
    "data.cert", "grow",
    "e839cb707c43d9a11792d80aeaebcab60dcec17138b91544b118f61a21d50c68.4"
  ),
  (
    "data.cert", "unit",
    "1b544f412e3a21a2e3c2c69188d654b601c28d8a721bf7f32d89a570ac3541a1.0"
  ),
  (
    "define.cert", "list",
    "6f777128a621cecbc60634904d981c71f813006d8828c2fb97000a217072890a.0"
  ),
  (
    "define.cert", "nil",
    "6f777128a621cecbc60634904d981c71f813006d8828c2fb97000a217072890a.1"
  ),
  (
    "define.cert", "cons",
    "6f777128a621cecbc60634904d981c71f813006d8828c2fb97000a217072890a.2"
  ),
  (
    "define.cert", "nat",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.0"
  ),
  (
    "define.cert", "z",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.1"
  ),
  (
    "define.cert", "s",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.2"
  ),
  (
    "unfold-conditions.cert", "sign",
    "14948e7b8afcce81be922e505b1d564a9ec46892b5af46b03bcc117ef3acc2ed.0"
  ),
  (
    "unfold-conditions.cert", "half",
    "80b19a5b4ea13cfa38c698218ca4fe04c827fefa01a15650f9ffd6ef3a8397cc.0"
  ),
  (
    "beta-ext.cert", "double",
    "e5e5012f098c1f683cf44c25171846f5cec0b75fa1b2914a92c054697720e139.0"
  ),
  (
    "beta-ext.cert", "twice",
    "e5e5012f098c1f683cf44c25171846f5cec0b75fa1b2914a92c054697720e139.0"
  ),
  (
    "names.cert", "f",
    "dc895c04dc4dc84d679641069a0076eb643ccbe6b5370751dbaa9355d7a7cd31.0"
  ),
  (
    "reuse-of-variables.cert", "nat",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.0"
  ),
  (
    "reuse-of-variables.cert", "z",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.1"
  ),
  (
    "reuse-of-variables.cert", "s",
    "62d80c5c218094863bf1650cdff1f2f37784cf5a273d6226d36d9b3960ad8340.2"
  ),
  (
    "reuse-of-variables.cert", "both",
    "87c7e10914fb11a76b59e39fe9344a4ec4d7bb7cab5f33ac0287b6a33f8c3008.0"
  ),
]
