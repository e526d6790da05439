import pytest

from annotations.fetching.addresses import is_allowed, networks

FORBIDDEN = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "192.88.99.1",
    "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "::127.0.0.1", "::ffff:127.0.0.1",
    "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1",
    "2001:0:7f00:1::1", "fe80::1%eth0", "168.63.129.16", "::ffff:168.63.129.16", "192.0.0.192", "100.100.100.200",
    "fd00:ec2::254", "64:ff9b::a83f:8110",
]  # fmt: skip


@pytest.mark.parametrize("address", FORBIDDEN)
def test_what_is_not_global_unicast_is_refused(address: str) -> None:
    assert not is_allowed(address, 80)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_the_public_internet_is_allowed(address: str) -> None:
    assert is_allowed(address, 443)


def test_other_ports_are_refused() -> None:
    assert not is_allowed("93.184.216.34", 22)


def test_an_opened_network_is_open_on_any_port() -> None:
    opened = networks(["127.0.0.0/8", " "])
    assert is_allowed("127.0.0.1", 8000, opened)
    assert is_allowed("::ffff:127.0.0.1", 8000, opened)
    assert not is_allowed("10.0.0.1", 80, opened)


@pytest.mark.parametrize("word", ["localhost", "", "1.2.3", "0x7f.1"])
def test_names_are_no_addresses(word: str) -> None:
    assert not is_allowed(word, 80)
