"""Articles, an encoder made in a second, and a config that trains it."""

from pathlib import Path

import pytest

from attribution.records import Attributed

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def articles():
    lines = (ROOT / "annotations" / "packs.jsonl").read_text(encoding="utf-8").split("\n")
    return [Attributed.model_validate_json(line) for line in lines if line][4:8]


@pytest.fixture(scope="session")
def encoder(tmp_path_factory, articles):
    """A folder with a BERT of two layers and a tokenizer that knows the articles' letters and words."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("encoder")
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(vocab_size=600, special_tokens=special, unk_token="<unk>")
    tokenizer.train_from_iterator([a.text for a in articles], trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=512,
    )
    fast.save_pretrained(folder)
    torch.manual_seed(0)
    shape = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 48}
    BertModel(
        BertConfig(vocab_size=len(fast), pad_token_id=1, layer_norm_eps=1e-12, **shape)
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def gold(tmp_path_factory, articles):
    """The articles in a file."""
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    path.write_text("\n".join(a.model_dump_json() for a in articles), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def tiny(tmp_path_factory, encoder, gold):
    """``models/configs/trf.cfg`` for that encoder and those articles alone."""
    config = (ROOT / "models" / "configs" / "trf.cfg").read_text(encoding="utf-8")
    changes = {
        'encoder = "models/encoder/e5-small"': f'encoder = "{encoder}"',
        "layers = 12": "layers = 2",
        'authored = "annotations/authored.jsonl"': f'authored = "{gold}"',
        'packs = "annotations/packs.jsonl"': f'packs = "{gold}"',
        "eval_frequency = 100": "eval_frequency = 45",
        "warmup_steps = 60": "warmup_steps = 5",
        "initial_rate = 0.00015": "initial_rate = 0.002",
    }
    for before, after in changes.items():
        assert before in config
        config = config.replace(before, after)
    path = tmp_path_factory.mktemp("config") / "tiny.cfg"
    path.write_text(config, encoding="utf-8")
    return path
